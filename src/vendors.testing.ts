/** For specs: the vendors of a world on loopback, and the real ports to them: what the product talks to, it talks to here. */

import type { Directory } from './directory/directory.ts';
import { createEntraTokens } from './directory/entra-tokens.ts';
import { createGraphDirectory } from './directory/graph-directory.ts';
import { type EntraEmulator, startEntraEmulator } from './emulators/entra/entra-emulator.ts';
import { type GraphEmulator, startGraphEmulator } from './emulators/graph/start-graph-emulator.ts';
import { type ConnectedMobilo, startConnectedMobilo } from './emulators/mobilo/start-connected-mobilo.ts';
import { startMobiloEmulator } from './emulators/mobilo/start-mobilo-emulator.ts';
import { tenantId as sampleTenantId, staff, type World } from './emulators/world.ts';
import type { MobiloClientOptions } from './mobilo/mobilo-client.ts';

export { startBotConnectorEmulator } from './emulators/bot-connector/bot-connector-emulator.ts';
export { type Contoso as Story, contoso, everybodyGroupId } from './emulators/company/contoso.ts';
export { accountId, personId } from './emulators/company/contoso-person.ts';
export type { EntraEmulator as Entra } from './emulators/entra/entra-emulator.ts';
export { createMobiloControl, type MobiloControl } from './emulators/mobilo/mobilo-control.ts';
export { signInAtEmulator } from './emulators/mobilo/sign-in-at-emulator.ts';
export { sampleClient } from './emulators/mobilo/start-mobilo-emulator.ts';
export { approversGroupId, staff, tenantId as sampleTenantId, type World } from './emulators/world.ts';

export const app = { clientId: '44444444-4444-4444-8444-444444444444', secret: 'specs-only' } as const;
const graphScope = 'https://graph.microsoft.com/.default';

/** What an administrator has consented to in most tenants, and the roles of others on top. */
const everyPermission = ['GroupMember.Read.All', 'User.Read.All', 'RoleManagement.Read.Directory'];

/** Entra ID of the sample tenant, for an app with these application permissions that people sign in to at `appIdUri`. */
export const startEntra = (
  application: readonly string[] = everyPermission,
  appIdUri = 'api://specs',
): Promise<EntraEmulator> =>
  startEntraEmulator({
    tenantId: sampleTenantId,
    users: Object.values(staff),
    apps: [{ clientId: app.clientId, appIdUri, secrets: [app.secret], delegated: ['User.Read'], application }],
  });

/** The Graph and the Mobilo of a company, for a product that brings its own clients. */
export const startSides = async (world: World, entra: EntraEmulator) => ({
  graph: await startGraphEmulator({ world, verifyToken: (token) => entra.verifyGraphToken(token) }),
  mobilo: await startMobiloEmulator({ data: world.mobilo }),
});

/** The same company in another tenant, so that many of them fit into one database. */
const moveTo = (tenantId: string, world: World): World => ({
  ...world,
  mobilo: {
    ...world.mobilo,
    accounts: world.mobilo.accounts.map((account) => ({
      ...account,
      externalId: account.externalId?.replace(sampleTenantId, tenantId) ?? null,
    })),
  },
});

/** Something that the emulated Mobilo gets wrong. */
export type MobiloFault = Parameters<ConnectedMobilo['control']['addFault']>[0];

/** Everything in the emulated Mobilo at one moment. */
export type MobiloDump = Awaited<ReturnType<ConnectedMobilo['control']['readState']>>;

export interface VendorsOptions {
  readonly world: World;
  /** One that runs already; it stays when the vendors close. */
  readonly entra?: EntraEmulator;
  /** The sample tenant unless given. */
  readonly tenantId?: string;
  readonly client?: Partial<MobiloClientOptions>;
}

/** Both sides of one company: the ports as the product uses them, and the emulators behind. */
export interface Vendors {
  readonly tenantId: string;
  readonly entra: EntraEmulator;
  readonly graph: GraphEmulator;
  readonly directory: Directory;
  /** The port is `office.mobilo`, its emulator `office.emulator`, and what goes wrong there `office.control`. */
  readonly office: ConnectedMobilo;
  close(): Promise<void>;
}

export const startVendors = async ({ world, client = {}, ...given }: VendorsOptions): Promise<Vendors> => {
  const tenantId = given.tenantId ?? sampleTenantId;
  const entra = given.entra ?? (await startEntra());
  const graph = await startGraphEmulator({ world, verifyToken: (token) => entra.verifyGraphToken(token) });
  const office = await startConnectedMobilo({ data: moveTo(tenantId, world).mobilo, client });
  const credential = { secret: app.secret };
  const tokens = createEntraTokens({
    tenantId: sampleTenantId,
    clientId: app.clientId,
    credential,
    authorityUrl: entra.url,
  });
  const accessToken = (fresh: boolean) => tokens.forApp(graphScope, fresh);
  return {
    tenantId,
    entra,
    graph,
    directory: createGraphDirectory({ tenantId, baseUrl: graph.url, accessToken, retry: { firstWaitMs: 1 } }),
    office,
    close: async () => {
      await Promise.all([graph.close(), office.close(), ...(given.entra ? [] : [entra.close()])]);
    },
  };
};
