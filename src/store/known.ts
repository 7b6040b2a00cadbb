/** Who and what was there at the last complete reading. Ids and hashes only; every query names the tenant (law 7). */
import type { Known, KnownAccount, KnownPerson } from '../known.ts';
import type { Queryable, Tx } from './store.ts';

const batchSize = 5000;
const pageSize = 50_000;
/** Stands first among the group ids of somebody who is not in scope any more. No id looks like it. */
const goneMark = '-';

/** A row as one text, of which the database sends fifty thousand in an instant. No part of it has a tab or a line break. */
const personText = `concat_ws(e'\\t', person_id, coalesce(address, ''), array_to_string(others, ' '), array_to_string(group_ids, ' '), coalesce(agreed, ''))`;
const accountText = `concat_ws(e'\\t', account_id, coalesce(person_id, ''), address)`;

const writeGroups = ({ groupIds, gone }: KnownPerson): string => (gone ? [goneMark, ...groupIds] : groupIds).join(' ');

const none: readonly string[] = [];

/** Most people are in the same few combinations of groups, which are kept in memory once. */
const makeReadPerson = () => {
  const combinations = new Map<string, readonly string[]>();
  const split = (groups: string): readonly string[] => {
    const present = combinations.get(groups) ?? groups.split(' ').filter((id) => id !== '' && id !== goneMark);
    combinations.set(groups, present);
    return present;
  };
  return (line: string): KnownPerson => {
    const [personId = '', address = '', others = '', groups = '', agreed = ''] = line.split('\t');
    const gone = groups.startsWith(goneMark);
    return {
      personId,
      address: address || null,
      others: others === '' ? none : others.split(' '),
      groupIds: split(groups),
      agreed: agreed || null,
      gone,
    };
  };
};

const readAccount = (line: string): KnownAccount => {
  const [accountId = '', personId = '', address = ''] = line.split('\t');
  return { accountId, personId: personId || null, address };
};

/** The rows' texts in pages by key. */
async function* readTable(on: Queryable, tenantId: string, table: string, key: string, text: string) {
  for (let last: string | null = ''; last !== null; ) {
    const { rows } = await on.executeSql(
      `select count(*)::int as count, max(key) as last, string_agg(line, e'\\n') as lines
       from (select ${key} as key, ${text} as line from ${table}
             where tenant_id = $1 and ${key} > $2 order by ${key} limit ${pageSize}) as page`,
      [tenantId, last],
    );
    const [page] = rows as { count: number; last: string; lines: string | null }[];
    if (page?.lines) yield* page.lines.split('\n');
    last = page?.count === pageSize ? page.last : null;
  }
}

/** All that is known of a tenant. */
export const readKnown = async (on: Queryable, tenantId: string): Promise<Known> => {
  const people = new Map<string, KnownPerson>();
  const accounts = new Map<string, KnownAccount>();
  const readPerson = makeReadPerson();
  for await (const line of readTable(on, tenantId, 'known_people', 'person_id', personText)) {
    const person = readPerson(line);
    people.set(person.personId, person);
  }
  for await (const line of readTable(on, tenantId, 'known_accounts', 'account_id', accountText)) {
    const account = readAccount(line);
    accounts.set(account.accountId, account);
  }
  return { people, accounts };
};

const peopleBy = {
  person_id: 'person_id = any($2::text[])',
  address: '(address = any($2::text[]) or others && $2::text[])',
} as const;

/** The people with one of these ids, or who receive mail at one of these hashes of addresses. */
export const findKnownPeople = async (
  on: Queryable,
  tenantId: string,
  by: keyof typeof peopleBy,
  values: readonly string[],
): Promise<readonly KnownPerson[]> => {
  if (values.length === 0) return [];
  const { rows } = await on.executeSql(
    `select ${personText} as line from known_people where tenant_id = $1 and ${peopleBy[by]}`,
    [tenantId, values],
  );
  const readPerson = makeReadPerson();
  return rows.map(({ line }) => readPerson(String(line)));
};

/** The accounts with one of these ids, of these people, or with one of these hashes of addresses. */
export const findKnownAccounts = async (
  on: Queryable,
  tenantId: string,
  by: 'account_id' | 'person_id' | 'address',
  values: readonly string[],
): Promise<readonly KnownAccount[]> => {
  if (values.length === 0) return [];
  const { rows } = await on.executeSql(
    `select ${accountText} as line from known_accounts where tenant_id = $1 and ${by} = any($2::text[])`,
    [tenantId, values],
  );
  return rows.map(({ line }) => readAccount(String(line)));
};

/** What has to be written so that what is known is as it is read now. */
export interface KnownChanges {
  readonly people: readonly KnownPerson[];
  readonly accounts: readonly KnownAccount[];
  readonly forgottenPeople: readonly string[];
  readonly forgottenAccounts: readonly string[];
}

const isSamePerson = (a: KnownPerson, b: KnownPerson | undefined): boolean =>
  a.address === b?.address &&
  a.agreed === b.agreed &&
  writeGroups(a) === writeGroups(b) &&
  a.others.join(' ') === b.others.join(' ');

const isSameAccount = (a: KnownAccount, b: KnownAccount | undefined): boolean =>
  a.address === b?.address && a.personId === b.personId;

/** Only what differs. */
export const compareKnown = (before: Known, after: Known): KnownChanges => ({
  people: [...after.people.values()].filter((person) => !isSamePerson(person, before.people.get(person.personId))),
  accounts: [...after.accounts.values()].filter((one) => !isSameAccount(one, before.accounts.get(one.accountId))),
  forgottenPeople: [...before.people.keys()].filter((id) => !after.people.has(id)),
  forgottenAccounts: [...before.accounts.keys()].filter((id) => !after.accounts.has(id)),
});

const inBatches = async <T>(all: readonly T[], write: (batch: readonly T[]) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < all.length; from += batchSize) await write(all.slice(from, from + batchSize));
};

/** Writes what differs, 5,000 a statement. */
export const writeKnown = async (tx: Tx, tenantId: string, changes: KnownChanges): Promise<void> => {
  const forget = (table: string, key: string) => (ids: readonly string[]) =>
    tx.executeSql(`delete from ${table} where tenant_id = $1 and ${key} = any($2::text[])`, [tenantId, ids]);
  await inBatches(changes.forgottenPeople, forget('known_people', 'person_id'));
  await inBatches(changes.forgottenAccounts, forget('known_accounts', 'account_id'));
  await inBatches(changes.people, (batch) =>
    tx.executeSql(
      `insert into known_people (tenant_id, person_id, address, others, group_ids, agreed)
       select $1, person_id, address, string_to_array(others, ' '), string_to_array(groups, ' '), agreed
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         as read (person_id, address, others, groups, agreed)
       on conflict (tenant_id, person_id) do update set address = excluded.address, others = excluded.others,
         group_ids = excluded.group_ids, agreed = excluded.agreed`,
      [
        tenantId,
        batch.map(({ personId }) => personId),
        batch.map(({ address }) => address),
        batch.map(({ others }) => others.join(' ')),
        batch.map(writeGroups),
        batch.map(({ agreed }) => agreed),
      ],
    ),
  );
  await inBatches(changes.accounts, (batch) =>
    tx.executeSql(
      `insert into known_accounts (tenant_id, account_id, person_id, address)
       select $1, * from unnest($2::text[], $3::text[], $4::text[])
       on conflict (tenant_id, account_id) do update set person_id = excluded.person_id, address = excluded.address`,
      [
        tenantId,
        batch.map(({ accountId }) => accountId),
        batch.map(({ personId }) => personId),
        batch.map(({ address }) => address),
      ],
    ),
  );
};
