import { type Grant, grantText } from './grant.ts';
import type { Sealer } from './seal.ts';

/** Where the grant of one tenant is kept, sealed. */
export interface GrantStore {
  read(): Promise<string | null>;
  write(sealed: string | null): Promise<void>;
  /**
   * Runs the work alone among all instances of the product. A refresh token works once, so without this two instances
   * that refresh at the same moment end the sign-in. A single instance needs none.
   */
  exclusively?<T>(work: () => Promise<T>): Promise<T>;
}

/** A grant store that speaks of grants instead of sealed texts. */
export interface SealedGrants {
  readonly read: () => Promise<Grant | null>;
  readonly write: (grant: Grant | null) => Promise<void>;
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Runs one piece of work after the other, whether the one before succeeded or not. */
const inTurn = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
};

/** Opens what was stored and seals what is to be stored. `owner` binds the text to its tenant: no other can open it. */
export const sealGrants = (store: GrantStore, sealer: Sealer, owner: string): SealedGrants => {
  const context = `mobilo grant of ${owner}`;
  const oneAtATime = inTurn();
  return {
    read: async () => {
      const sealed = await store.read();
      return sealed === null ? null : grantText.parse(JSON.parse(sealer.open(sealed, context)));
    },
    write: (grant) => store.write(grant && sealer.seal(JSON.stringify(grant), context)),
    exclusively: (work) => oneAtATime(() => (store.exclusively ? store.exclusively(work) : work())),
  };
};
