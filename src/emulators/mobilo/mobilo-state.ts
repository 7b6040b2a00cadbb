import { join } from 'node:path';
import { JournaledMap } from '../journaled-map.ts';
import type { MobiloData } from '../world.ts';
import { IndexedTable } from './indexed-table.ts';
import type { Change, Rows } from './rows.ts';
import { changesOf, seedOnce } from './seed.ts';

/** Everything the emulator knows, and the one way to change it. */
export interface MobiloState {
  readonly accounts: IndexedTable<Rows['accounts'], 'email' | 'externalId' | 'admins'>;
  readonly cards: IndexedTable<Rows['cards'], 'accountId'>;
  readonly orders: IndexedTable<Rows['orders'], 'reference'>;
  readonly creditOrders: IndexedTable<Rows['creditOrders']>;
  readonly teams: IndexedTable<Rows['teams']>;
  readonly catalog: IndexedTable<Rows['catalog']>;
  readonly pools: IndexedTable<Rows['pools']>;
  readonly answers: IndexedTable<Rows['answers']>;
  readonly codes: IndexedTable<Rows['codes']>;
  readonly tokens: IndexedTable<Rows['tokens'], 'family'>;
  readonly counters: IndexedTable<Rows['counters']>;
  readonly facts: IndexedTable<Rows['facts']>;
  /** All of the changes or, when the process is killed in the middle, all of them after the restart. */
  commit(changes: readonly Change[]): void;
}

type Tables = Omit<MobiloState, 'commit'>;

const openTables = (folder: string | null): Tables => {
  const fileOf = (table: string) => (folder ? join(folder, `${table}.jsonl`) : null);
  return {
    accounts: new IndexedTable(fileOf('accounts'), {
      email: (account) => account.email.toLowerCase(),
      externalId: (account) => account.externalId,
      admins: (account) => (account.role === 'admin' && account.state === 'active' ? 'active' : null),
    }),
    cards: new IndexedTable(fileOf('cards'), { accountId: (card) => card.accountId }),
    orders: new IndexedTable(fileOf('orders'), { reference: (order) => order.reference }),
    creditOrders: new IndexedTable(fileOf('creditOrders'), {}),
    teams: new IndexedTable(fileOf('teams'), {}),
    catalog: new IndexedTable(fileOf('catalog'), {}),
    pools: new IndexedTable(fileOf('pools'), {}),
    answers: new IndexedTable(fileOf('answers'), {}),
    codes: new IndexedTable(fileOf('codes'), {}),
    tokens: new IndexedTable(fileOf('tokens'), { family: (token) => token.family }),
    counters: new IndexedTable(fileOf('counters'), {}),
    facts: new IndexedTable(fileOf('facts'), {}),
  };
};

const applyAll = (tables: Tables, changes: readonly Change[]): void => {
  for (const { table, id, value } of changes) {
    // The row's type was checked against its table where the change was made, in `put`.
    const rows = tables[table] as IndexedTable<unknown>;
    if (value === null) rows.delete(id);
    else rows.set(id, value);
  }
};

const forgetWhatExpired = (tables: Tables, now: number): void => {
  for (const [key, answer] of [...tables.answers.entries()]) if (answer.keptUntil < now) tables.answers.delete(key);
  for (const [id, token] of [...tables.tokens.entries()]) if (token.expiresAt < now) tables.tokens.delete(id);
  for (const [id, code] of [...tables.codes.entries()]) if (code.expiresAt < now) tables.codes.delete(id);
};

/** Accounts that were kept before there were teams and photos have neither. */
const completeAccounts = ({ accounts }: Tables): void => {
  for (const account of [...accounts.values()])
    if (account.teamId === undefined) accounts.set(account.id, { ...account, teamId: null, photo: null });
};

/** Opens the state in a folder, or in memory only (null). `data` fills a folder that has no state yet, else it is ignored. */
export const openMobiloState = (dataDir: string | null, data: MobiloData): MobiloState => {
  const folder = dataDir && join(dataDir, 'state');
  if (folder) seedOnce(folder, data);
  const tables = openTables(folder);
  if (!folder) applyAll(tables, changesOf(data));
  const intents = new JournaledMap<readonly Change[]>(folder ? join(folder, 'intents.jsonl') : null);
  // A commit that was cut short is done again from its intent: each change sets a row to a value, so twice is once.
  for (const changes of intents.values()) applyAll(tables, changes);
  intents.clear();
  completeAccounts(tables);
  forgetWhatExpired(tables, Date.now());
  return {
    ...tables,
    commit: (changes) => {
      intents.set('commit', changes);
      applyAll(tables, changes);
      intents.delete('commit');
    },
  };
};
