/** A process for specs: commits a few times, and says for each commit how often it synced a file. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

let syncs = 0;
const { fsyncSync } = fs;
fs.fsyncSync = (descriptor) => {
  syncs += 1;
  fsyncSync(descriptor);
};
syncBuiltinESMExports();

const { openDatabase } = await import('../embedded/open-database.ts');
const [, dataDir = ''] = process.argv.slice(2);
const database = await openDatabase(join(dataDir, 'pg'));
for (let number = 0; number < 5; number += 1) {
  const before = syncs;
  await database.query('insert into tenants (id) values ($1)', [number]);
  console.log(syncs - before);
}
process.exit();
