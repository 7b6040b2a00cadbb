/**
 * Reads everybody and every account that hang together with some people: by a link or by an address, before or now,
 * round by round until nothing new comes up. Rows of a plan depend on nobody else.
 */
import { mapAtMost } from './at-most.ts';
import type { PersonInScope } from './directory/directory.ts';
import { addressesOf, hashAddress, type KnownAccount, type KnownPerson } from './known.ts';
import { isAddress } from './mobilo/is-address.ts';
import type { Account, AccountNames, Mobilo } from './mobilo/mobilo.ts';
import { normaliseAddress } from './plan/profile.ts';
import { externalIdOf, linkedPersonId } from './plan/world-view.ts';
import type { Exclusions } from './settings.ts';
import { findKnownAccounts, findKnownPeople } from './store/known.ts';
import type { Store } from './store/store.ts';

const callsAtOnce = 8;

export interface GatheringTools {
  readonly store: Store;
  readonly mobilo: Mobilo;
  readonly tenantId: string;
  readonly exclusions: Exclusions;
  /** About whom somebody asks: of them nothing is taken for granted. */
  readonly asked: readonly string[];
  /** These people as they are now; who is in no group that counts is not in scope. */
  readonly readPeople: (personIds: readonly string[]) => Promise<readonly PersonInScope[]>;
}

const take = (waiting: Set<string>): readonly string[] => {
  const all = [...waiting];
  waiting.clear();
  return all;
};

export class Gathering {
  /** Everybody touched; null: not in scope now. */
  readonly people = new Map<string, PersonInScope | null>();
  /** Every account touched; null: gone. */
  readonly accounts = new Map<string, Account | null>();
  /** What was known of them before. */
  readonly knownPeople = new Map<string, KnownPerson>();
  readonly knownAccounts = new Map<string, KnownAccount>();
  readonly #tools: GatheringTools;
  readonly #hashes = new Set<string>();
  readonly #nextPeople = new Set<string>();
  readonly #nextAccounts = new Set<string>();
  readonly #nextHashes = new Set<string>();
  readonly #lookedFor = new Set<string>();

  constructor(tools: GatheringTools) {
    this.#tools = tools;
  }

  /** Reads all that hangs together with these. False when more than `most` people do: a full reading is sooner done. */
  async gather(personIds: Iterable<string>, most: number): Promise<boolean> {
    for (const id of personIds) this.#meet(id);
    while (this.#isWaiting || (await this.#readAccounts())) {
      if (this.people.size + this.#nextPeople.size > most) return false;
      await this.#visitPeople(take(this.#nextPeople));
      await this.#visitAccounts(take(this.#nextAccounts));
      await this.#visitHashes(take(this.#nextHashes));
    }
    return true;
  }

  get #isWaiting(): boolean {
    return this.#nextPeople.size + this.#nextAccounts.size + this.#nextHashes.size > 0;
  }

  #meet(personId: string | null): void {
    if (personId !== null && !this.people.has(personId)) this.#nextPeople.add(personId);
  }

  #note(hash: string): void {
    if (!this.#hashes.has(hash)) this.#nextHashes.add(hash);
  }

  #noteAddress(address: string): void {
    this.#note(hashAddress(this.#tools.tenantId, address));
  }

  #recallAccount(known: KnownAccount): void {
    this.knownAccounts.set(known.accountId, known);
    this.#meet(known.personId);
    this.#note(known.address);
  }

  #takeAccount(account: Account): void {
    this.accounts.set(account.id, account);
    if (!this.knownAccounts.has(account.id)) this.#nextAccounts.add(account.id);
    this.#meet(linkedPersonId(this.#tools.tenantId, account));
    this.#noteAddress(normaliseAddress(account.email) ?? '');
  }

  async #visitPeople(personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    const { store, tenantId, exclusions, readPeople } = this.#tools;
    for (const id of personIds) this.people.set(id, null);
    for (const one of await readPeople(personIds)) {
      if (one.groupIds.length === 0) continue;
      this.people.set(one.person.id, one);
      for (const address of addressesOf(one, exclusions)) this.#noteAddress(address);
    }
    for (const known of await findKnownPeople(store, tenantId, 'person_id', personIds)) {
      this.knownPeople.set(known.personId, known);
      for (const hash of [known.address ?? [], known.others].flat()) this.#note(hash);
    }
    for (const known of await findKnownAccounts(store, tenantId, 'person_id', personIds)) this.#recallAccount(known);
  }

  async #visitAccounts(accountIds: readonly string[]): Promise<void> {
    const { store, tenantId } = this.#tools;
    for (const known of await findKnownAccounts(store, tenantId, 'account_id', accountIds)) this.#recallAccount(known);
  }

  async #visitHashes(hashes: readonly string[]): Promise<void> {
    const { store, tenantId } = this.#tools;
    for (const hash of hashes) this.#hashes.add(hash);
    for (const known of await findKnownPeople(store, tenantId, 'address', hashes)) this.#meet(known.personId);
    for (const known of await findKnownAccounts(store, tenantId, 'address', hashes)) this.#recallAccount(known);
  }

  /**
   * By link and by address, many at once; one by one only those known accounts that have neither any more. Links are
   * looked for once a person and addresses once each, so that accounts are found too that came since the last reading.
   */
  async #readAccounts(): Promise<boolean> {
    const { mobilo } = this.#tools;
    const linked = await this.#look(this.#links(), (externalIds) => ({ externalIds }));
    for (const account of linked) this.#takeAccount(account);
    const addressed = await this.#look(this.#freeAddresses(), (emails) => ({ emails }));
    for (const account of addressed) this.#takeAccount(account);
    const unread = [...this.knownAccounts.keys()].filter((id) => !this.accounts.has(id));
    const read = await mapAtMost(callsAtOnce, unread, (id) => mobilo.readAccount(id));
    for (const id of unread) this.accounts.set(id, null);
    for (const account of read) if (account) this.#takeAccount(account);
    return this.#isWaiting;
  }

  /** Only runs write links, and only to people who were in scope before: somebody new needs no look-up by link. */
  #links(): readonly string[] {
    const { tenantId, asked } = this.#tools;
    const linked = [...this.knownAccounts.values()].flatMap(({ personId }) => personId ?? []);
    const maybeLinked = new Set([...linked, ...this.knownPeople.keys(), ...asked]);
    return [...this.people.keys()].filter((id) => maybeLinked.has(id)).map((id) => externalIdOf(tenantId, id));
  }

  /** Those of people in scope at which no account was found yet. */
  #freeAddresses(): readonly string[] {
    const held = new Set([...this.accounts.values()].map((account) => normaliseAddress(account?.email)));
    const inScope = [...this.people.values()].filter((one) => one !== null);
    const addresses = inScope.flatMap((one) => addressesOf(one, this.#tools.exclusions).slice(0, 1));
    return addresses.filter((address) => !held.has(address) && isAddress(address));
  }

  async #look(names: readonly string[], by: (names: readonly string[]) => AccountNames): Promise<readonly Account[]> {
    const unknown = names.filter((name) => !this.#lookedFor.has(name));
    for (const name of unknown) this.#lookedFor.add(name);
    return this.#tools.mobilo.findAccounts(by(unknown));
  }
}
