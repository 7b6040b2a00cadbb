/** The ports of the product, and behind them the vendors in another process. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Directory } from '../../src/directory/directory.ts';
import { createEntraTokens } from '../../src/directory/entra-tokens.ts';
import { createGraphDirectory } from '../../src/directory/graph-directory.ts';
import { connectToEmulator } from '../../src/emulators/mobilo/connect-to-emulator.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import type { Mobilo } from '../../src/mobilo/mobilo.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';

export const application = { clientId: '44444444-4444-4444-8444-444444444444', secret: 'bench-only' } as const;

/** Requests that the vendors have had so far; a batch is one. */
export interface Requests {
  readonly graph: number;
  readonly mobilo: number;
}

export interface BenchVendors {
  readonly directory: Directory;
  readonly mobilo: Mobilo;
  readonly settings: Settings;
  count(): Promise<Requests>;
  /** Changes fifty people in the directory, others each round. */
  change(round: number): Promise<void>;
  close(): void;
}

interface Addresses {
  readonly entra: string;
  readonly graph: string;
  readonly mobilo: string;
  readonly groups: readonly string[];
}

const graphScope = 'https://graph.microsoft.com/.default';

const openPorts = async ({ entra, graph, mobilo: mobiloUrl }: Addresses) => {
  const { clientId, secret } = application;
  const tokens = createEntraTokens({ tenantId, clientId, credential: { secret }, authorityUrl: entra });
  const accessToken = () => tokens.forApp(graphScope);
  const { mobilo } = await connectToEmulator(mobiloUrl, { as: staff.administrator.email });
  return { directory: createGraphDirectory({ tenantId, baseUrl: graph, accessToken }), mobilo };
};

export const startVendors = async (people: number): Promise<BenchVendors> => {
  const module = fileURLToPath(new URL('./vendors-process.ts', import.meta.url));
  const child = fork(module, [String(people)], { execArgv: ['--import', 'tsx', '--max-old-space-size=4096'] });
  const [addresses] = (await once(child, 'message')) as [Addresses];
  let last = 0;
  const ask = async (order: { readonly change?: number }): Promise<Requests> => {
    last += 1;
    child.send({ id: last, ...order });
    const [answer] = (await once(child, 'message')) as [Requests];
    return answer;
  };
  return {
    ...(await openPorts(addresses)),
    settings: {
      ...defaultSettings,
      groups: addresses.groups,
      order: { cardSku: 'card-metal', licences: ['user'], accessories: [], sendLoginDetails: false, teamId: null },
    },
    count: () => ask({}),
    change: async (round) => {
      await ask({ change: round });
    },
    close: () => child.disconnect(),
  };
};
