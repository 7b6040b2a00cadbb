/**
 * Reads everybody and every account that hang together with some people: by a link or by an address, before or now,
 * round by round until nothing new comes up. Rows of a plan depend on nobody else.
 */
import { mapAtMost } from './at-most.ts';
import type { PersonInScope } from './directory/directory.ts';
import { addressesOf, hashAddress, type KnownAccount, type KnownPerson } from './known.ts';
import type { Account, Mobilo } from './mobilo/mobilo.ts';
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
    while (this.#isWaiting || (await this.#lookForAccounts())) {
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
    if (!this.accounts.has(known.accountId)) this.#nextAccounts.add(known.accountId);
    this.#meet(known.personId);
    this.#note(known.address);
  }

  #takeAccount(account: Account): void {
    this.accounts.set(account.id, account);
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
    const { store, tenantId, mobilo } = this.#tools;
    for (const known of await findKnownAccounts(store, tenantId, 'account_id', accountIds)) this.#recallAccount(known);
    const unread = accountIds.filter((id) => !this.accounts.has(id));
    for (const id of unread) this.#nextAccounts.delete(id);
    const read = await mapAtMost(callsAtOnce, unread, (id) => mobilo.readAccount(id));
    for (const [index, account] of read.entries())
      if (account) this.#takeAccount(account);
      else this.accounts.set(unread[index] ?? '', null);
  }

  async #visitHashes(hashes: readonly string[]): Promise<void> {
    const { store, tenantId } = this.#tools;
    for (const hash of hashes) this.#hashes.add(hash);
    for (const known of await findKnownPeople(store, tenantId, 'address', hashes)) this.#meet(known.personId);
    for (const known of await findKnownAccounts(store, tenantId, 'address', hashes)) this.#recallAccount(known);
  }

  /**
   * Accounts that came since the last reading: looked for once a person and once an address, where none is known. Only
   * runs write links, and only to people who were in scope before: somebody new needs no look-up by link.
   */
  async #lookForAccounts(): Promise<boolean> {
    const { mobilo, tenantId, exclusions, asked } = this.#tools;
    const live = [...this.accounts.values()].filter((account) => account !== null);
    const linked = new Set(live.map((account) => linkedPersonId(tenantId, account)));
    const held = new Set(live.map(({ email }) => normaliseAddress(email)));
    const inScope = [...this.people.values()].filter((one) => one !== null);
    const mayBeLinked = (id: string): boolean => !linked.has(id) && (this.knownPeople.has(id) || asked.includes(id));
    const people = inScope.map(({ person }) => person.id).filter(mayBeLinked);
    const addresses = inScope.flatMap((one) => addressesOf(one, exclusions).slice(0, 1));
    const found = [
      ...(await this.#look(people, (id) => mobilo.findAccountByExternalId(externalIdOf(tenantId, id)))),
      ...(await this.#look(
        addresses.filter((address) => !held.has(address)),
        (address) => mobilo.findAccountByEmail(address),
      )),
    ];
    for (const account of found) {
      this.#takeAccount(account);
      this.#nextAccounts.add(account.id);
    }
    return found.length > 0;
  }

  async #look(names: readonly string[], find: (name: string) => Promise<Account | null>): Promise<readonly Account[]> {
    const unknown = [...new Set(names)].filter((name) => !this.#lookedFor.has(name));
    for (const name of unknown) this.#lookedFor.add(name);
    return (await mapAtMost(callsAtOnce, unknown, find)).filter((account) => account !== null);
  }
}
