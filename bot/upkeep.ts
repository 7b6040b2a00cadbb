import type { Logger } from 'pino';
import { eraseDormantTenants } from '../src/dormancy.ts';
import { plainFault } from '../src/store/plain-fault.ts';
import { keepSubscriptions } from '../src/subscriptions.ts';
import type { Config } from './config.ts';
import type { Core } from './core.ts';
import { notificationUrlFor } from './graph-notifications.ts';

/** What is done once a minute beside the jobs: data whose time is over, and the subscriptions at Microsoft Graph. */
export interface Upkeep {
  run(): Promise<void>;
  /** Graph checks the address before it promises anything: from now on there is somebody to answer. Runs at once. */
  listensAt(port: number): void;
  /** Resolves when nothing is under way any more. */
  rest(): Promise<void>;
}

export const createUpkeep = (config: Config, core: Core, log: Logger): Upkeep => {
  const { store, directory, sealer } = core;
  const logFault = (error: unknown) => log.warn({ err: plainFault(error) }, 'Microsoft Graph tells nothing for now');
  let port: number | null = null;
  let running = Promise.resolve();
  const work = async (): Promise<void> => {
    await eraseDormantTenants(store, new Date());
    if (port === null) return;
    const notificationUrl = notificationUrlFor(config, port);
    await keepSubscriptions({ store, directory, sealer, notificationUrl, log: logFault });
  };
  const run = (): Promise<void> => {
    running = running.then(work).catch(logFault);
    return running;
  };
  return {
    run,
    listensAt: (servedPort) => {
      port = servedPort;
      void run();
    },
    rest: () => running,
  };
};
