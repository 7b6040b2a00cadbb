/** The vendors in a process of their own, so that what is measured is the product alone. Speaks by messages. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { startEntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';
import { startGraphEmulator } from '../../src/emulators/graph/start-graph-emulator.ts';
import { startMobiloEmulator } from '../../src/emulators/mobilo/start-mobilo-emulator.ts';
import { staff, tenantId } from '../../src/emulators/world.ts';
import { changePeople } from './change-people.ts';
import { makeWorld } from './make-world.ts';
import { application } from './vendors.ts';

const counts = new Map<number, number>();
subscribe('http.server.request.start', (message) => {
  const { socket } = (message as { readonly request: IncomingMessage }).request;
  const port = socket.localPort ?? 0;
  counts.set(port, (counts.get(port) ?? 0) + 1);
});
const countAt = (url: string): number => counts.get(Number(new URL(url).port)) ?? 0;

const world = makeWorld(Number(process.argv[2]));
const entra = await startEntraEmulator({
  tenantId,
  users: Object.values(staff),
  apps: [
    {
      clientId: application.clientId,
      appIdUri: 'api://bench',
      secrets: [application.secret],
      delegated: ['User.Read'],
      application: ['User.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory'],
    },
  ],
});
const graph = await startGraphEmulator({ world, verifyToken: (token) => entra.verifyGraphToken(token) });
const mobilo = await startMobiloEmulator({ data: world.mobilo });

process.on('message', (order: { readonly id: number; readonly change?: number }) => {
  if (order.change !== undefined) changePeople(graph.directory, order.change);
  process.send?.({ id: order.id, graph: countAt(graph.url), mobilo: countAt(mobilo.url) });
});
process.on('disconnect', () => process.exit());
process.send?.({ entra: entra.url, graph: graph.url, mobilo: mobilo.url, groups: world.groupsInScope });
