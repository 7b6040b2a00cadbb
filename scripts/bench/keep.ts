import { tenantId } from '../../src/emulators/world.ts';
import { noPast } from '../../src/plan/past.ts';
import { readEverything } from '../../src/read-everything.ts';
import { writeKnown } from '../../src/store/known.ts';
import { time } from './measure.ts';
import { withTools } from './open-tools.ts';
import type { BenchVendors } from './vendors.ts';

/** What keeping a reading takes in the embedded database: the first one, and one that says the same. */
export const measureKeeping = (vendors: BenchVendors) =>
  withTools(vendors, async (tools) => {
    const keep = async () => {
      const { memory } = await readEverything(tools, vendors.settings, noPast);
      if (!memory) throw new Error('The reading was not complete.');
      return (await time(() => tools.store.tx((tx) => writeKnown(tx, tenantId, memory.known)))).ms;
    };
    return { firstMs: await keep(), unchangedMs: await keep() };
  });
