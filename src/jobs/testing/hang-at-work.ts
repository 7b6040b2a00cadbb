/** A process for specs: says `at work` when it has a job, and does not end it. */
import { openStore } from '../../store/store.ts';
import { startJobs } from '../jobs.ts';

const [databaseUrl, dataDir = ''] = process.argv.slice(2);
const hang = async (): Promise<void> => {
  console.log('at work');
  await new Promise(() => {});
};
const store = await openStore({ databaseUrl, dataDir });
const handlers = { plan: hang, apply: hang, cards: hang };
/** A folder's next process need not wait for the expiry. */
const expireSeconds = databaseUrl ? 2 : 600;
await startJobs({ store, work: true, expireSeconds, handlers, log: console.error });
