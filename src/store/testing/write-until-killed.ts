/** A process for specs: opens the store of its settings, and writes until it is killed. Says each line after its commit. */

import { defaultSettings } from '../../settings.ts';
import { openStore } from '../store.ts';
import { saveSettings } from '../tenants.ts';

const [databaseUrl, dataDir = ''] = process.argv.slice(2);
const store = await openStore({ databaseUrl, dataDir });
for (let number = 0; ; number += 1) {
  await store.tx(async (tx) => {
    for (const half of ['left', 'right']) await saveSettings(tx, `${half} ${number}`, defaultSettings);
  });
  console.log(number);
}
