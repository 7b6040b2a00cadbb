import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MobiloData } from '../world.ts';
import { type Change, put } from './rows.ts';

/** The rows that an organization begins with. */
export const changesOf = (data: MobiloData): readonly Change[] => [
  put('facts', 'organization', data.organization),
  put('counters', 'credits', 1),
  ...data.catalog.map((item) => put('catalog', item.sku, item)),
  ...data.pools.map((pool) => put('pools', pool.sku, pool)),
  ...data.teams.map((team) => put('teams', team.id, team)),
  ...data.accounts.map((account) => put('accounts', account.id, { ...account, version: '1' })),
  ...data.cards.map((card) => put('cards', card.id, card)),
];

/** Fills `folder` unless it is there already. It appears whole or not at all, even when the process is killed meanwhile. */
export const seedOnce = (folder: string, data: MobiloData): void => {
  if (existsSync(folder)) return;
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const lines = new Map<string, string[]>();
  for (const { table, id, value } of changesOf(data)) {
    const file = lines.get(table) ?? [];
    lines.set(table, file);
    file.push(`${JSON.stringify([id, value])}\n`);
  }
  for (const [table, file] of lines) writeFileSync(join(draft, `${table}.jsonl`), file.join(''));
  renameSync(draft, folder);
};
