/** Microsoft Graph on loopback: the directory of a sample company, stateful, over real HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompanyDirectory } from '../company/directory.ts';
import { journalFile } from '../company/journal-file.ts';
import type { World } from '../world.ts';
import type { GraphState } from './answer-graph.ts';
import type { VerifyToken } from './caller.ts';
import { DeltaOrders } from './delta-orders.ts';
import { DeltaRounds } from './delta-rounds.ts';
import { Faults } from './faults.ts';
import { createGraphRoutes } from './graph-routes.ts';
import { Notifier, type NotifierOptions } from './notifier.ts';
import type { LoggedRequest } from './request-log.ts';
import { RowLists } from './row-lists.ts';
import { Subscriptions } from './subscriptions.ts';

export interface GraphEmulatorOptions {
  readonly world: World;
  /** Gives the claims of a token, or throws; the Entra emulator's `verifyGraphToken` fits. */
  readonly verifyToken: VerifyToken;
  /** A free port when absent or 0. */
  readonly port?: number;
  /** Where changes of the directory are kept over a restart; without it they are forgotten. */
  readonly dataDir?: string;
  readonly notifications?: NotifierOptions;
}

export interface GraphEmulator {
  /** Use it as the origin of Graph: `http://127.0.0.1:port`. Links in answers say https://graph.microsoft.com all the same. */
  readonly url: string;
  /** The state behind it: read it, or change it with the operations of `../company`. */
  readonly directory: CompanyDirectory;
  readonly requests: readonly LoggedRequest[];
  /** Orders wrong answers, as POST /_control/faults does. */
  readonly faults: Faults;
  /** Ends delta tokens and tells changes again, as POST /_control/delta does. */
  readonly delta: DeltaOrders;
  readonly subscriptions: Subscriptions;
  readonly notifier: Notifier;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only: the control routes ask for no token. */
export const startGraphEmulator = async (options: GraphEmulatorOptions): Promise<GraphEmulator> => {
  const directory = new CompanyDirectory(options.world, options.dataDir ?? null);
  const delta = new DeltaOrders(journalFile(options.world, options.dataDir ?? null, 'delta'));
  const subscriptions = new Subscriptions(journalFile(options.world, options.dataDir ?? null, 'subscriptions'));
  const notifier = new Notifier(subscriptions, directory, options.notifications);
  const state: GraphState = {
    directory,
    subscriptions,
    notifier,
    lists: new RowLists(directory),
    faults: new Faults(),
    delta,
    rounds: new DeltaRounds(),
    requests: [],
  };
  const server = createServer(createGraphRoutes(state, options.verifyToken));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    directory,
    requests: state.requests,
    faults: state.faults,
    delta,
    subscriptions,
    notifier,
    close: async () => {
      notifier.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
