/** Everything around the product: Entra ID, Graph, Mobilo, the Bot Connector, the chat and the frame of Teams, on loopback. */
import { join } from 'node:path';
import { startBotConnectorEmulator } from '../../src/emulators/bot-connector/bot-connector-emulator.ts';
import { type Playground, startPlayground } from '../../src/emulators/bot-connector/playground.ts';
import { type EntraEmulator, startEntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';
import { type GraphEmulator, startGraphEmulator } from '../../src/emulators/graph/start-graph-emulator.ts';
import {
  type MobiloEmulator,
  sampleClient,
  startMobiloEmulator,
} from '../../src/emulators/mobilo/start-mobilo-emulator.ts';
import { startTeamsHost } from '../../src/emulators/teams-host/start-teams-host.ts';
import { staff, tenantId, type World } from '../../src/emulators/world.ts';
import { findPort } from './find-port.ts';
import { sampleApp, sampleSettings } from './sample-settings.ts';

export interface WorldOptions {
  readonly world: World;
  readonly dataDir: string;
  readonly ports: { readonly server: number; readonly chat: number; readonly teams: number; readonly mobilo: number };
  /** Who sits at the keyboard of the chat; the administrator unless given. */
  readonly chatUser?: (typeof staff)[keyof typeof staff];
  /** Where the tab believes to be; the server's own address unless given. */
  readonly publicUrl?: string;
  /** False where nobody looks at the tab, or in Teams by its real name: then the page that frames it is not started. */
  readonly pages: boolean;
}

export interface RunningWorld {
  readonly entra: EntraEmulator;
  readonly graph: GraphEmulator;
  readonly mobilo: MobiloEmulator;
  readonly chat: Playground;
  /** Origin of the page that frames the tab. */
  readonly teamsUrl: string;
  readonly serverUrl: string;
  /** The environment for the server. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const people = Object.values(staff);

const startEntra = (publicUrl: string): Promise<EntraEmulator> =>
  startEntraEmulator({
    tenantId,
    users: people,
    apps: [
      {
        clientId: sampleApp.clientId,
        appIdUri: `api://${new URL(publicUrl).host}/botid-${sampleApp.clientId}`,
        secrets: [sampleApp.secret],
        delegated: ['User.Read'],
        application: ['User.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory'],
      },
    ],
  });

export const startWorld = async (options: WorldOptions): Promise<RunningWorld> => {
  const { world, dataDir, ports, pages, chatUser } = options;
  const port = await findPort(ports.server);
  const serverUrl = `http://localhost:${port}`;
  const publicUrl = options.publicUrl ?? serverUrl;
  const entra = await startEntra(publicUrl);
  const graph = await startGraphEmulator({
    world,
    verifyToken: (token) => entra.verifyGraphToken(token),
    dataDir: join(dataDir, 'emulators', 'graph'),
  });
  const mobilo = await startMobiloEmulator({
    data: world.mobilo,
    port: await findPort(ports.mobilo),
    dataDir: join(dataDir, 'emulators', 'mobilo'),
  });
  const connector = await startBotConnectorEmulator({
    botId: sampleApp.clientId,
    botUrl: `http://127.0.0.1:${port}/api/messages`,
  });
  const chat = await startPlayground({
    endpoint: connector.url,
    port: await findPort(ports.chat),
    currentUser: chatUser ?? staff.administrator,
    folder: join(dataDir, 'playground'),
  });
  const host = pages
    ? await startTeamsHost({
        tabUrl: `${serverUrl}/tab/`,
        tabOrigin: serverUrl,
        mintToken: (personId) => entra.mintTabToken(personId),
        people,
        port: await findPort(ports.teams),
      })
    : null;
  const addresses = {
    port,
    publicUrl,
    entra: entra.url,
    graph: graph.url,
    mobilo: mobilo.url,
    botMetadata: connector.metadataUrl,
  };
  return {
    entra,
    graph,
    mobilo,
    chat,
    teamsUrl: host?.url ?? 'https://teams.microsoft.com',
    serverUrl,
    settings: sampleSettings(dataDir, addresses, sampleClient),
    close: async () => {
      await Promise.all([chat.close(), host?.close(), connector.close(), graph.close(), mobilo.close(), entra.close()]);
    },
  };
};
