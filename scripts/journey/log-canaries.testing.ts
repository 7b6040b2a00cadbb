/**
 * A process for specs: a tenant whose people have telltale names, and everything that could get into a log: refusals,
 * outages, searches, decisions, at the finest level. What the server logs comes out on standard error.
 */
import { contoso } from '../../src/emulators/company/contoso.ts';
import { accountId } from '../../src/emulators/company/contoso-person.ts';
import { createMobiloControl } from '../../src/emulators/mobilo/mobilo-control.ts';
import { runRound, waitForPending } from './run-round.ts';
import { openTenant } from './tenant.ts';

const story = contoso()
  .hire('Canaryjoin Birdsong')
  .hire('Canarytaken Birdsong')
  .employ('Canaryrival Birdsong')
  .change('Canarymove Birdsong', { jobTitle: 'Canarytitle' })
  .leave('Canaryleave Birdsong')
  .card('Canaryleave Birdsong')
  .invite('Canaryguest Birdsong');

const tenant = await openTenant(story.world, 'trace');
const { graph, mobilo } = tenant.running;
const control = createMobiloControl(mobilo.url);
const plan = await waitForPending(tenant);
await tenant.get('/plans/pending');
await tenant.get(`/plans/${plan.id}/rows?search=Canarymove`);
await tenant.get(`/plans/${plan.id}/rows?search=%00Canarysearch`).catch(() => null);
await tenant.post(`/plans/${plan.id}/reject`, { reason: 'Canaryreason' }).catch(() => null);
await tenant.chat.say('why Canarymove Birdsong');
await tenant.chat.say('Canaryword canarytyped@contoso.example');
await control.editAccount(accountId('Canaryrival Birdsong'), { email: 'canarytaken.birdsong@contoso.example' });
await control.addFault({ kind: 'drop-after', method: 'POST', path: '/v1/accounts' });
await control.addFault({ kind: 'fail', method: 'PATCH' });
graph.faults.add({ match: '/users/', status: 503, times: 3, retryAfter: 0 });
const round = await runRound(tenant, plan);
await control.expireTokens();
await tenant.post('/plans');
console.log(JSON.stringify(round.receipt.counts));
await tenant.close();
