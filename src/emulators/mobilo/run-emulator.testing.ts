/** Runs an emulator of the small office in a process of its own, so that a test can kill it. Prints its address. */
import { smallOffice } from './small-office.ts';
import { startMobiloEmulator } from './start-mobilo-emulator.ts';

const [dataDir = ''] = process.argv.slice(2);
const pools = smallOffice.pools.map((pool) => ({ ...pool, available: 1000 }));
const { url } = await startMobiloEmulator({ data: { ...smallOffice, pools }, dataDir });
console.log(url);
