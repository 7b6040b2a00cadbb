import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeEachEngine } from '../../src/store/testing/each-engine.ts';
import { staff } from '../../src/vendors.testing.ts';
import { type OperationName, operations } from './operations.ts';
import { type ServerInUse, sampleSettings, useServer } from './use-server.testing.ts';
import type { Answer, Call } from './whole-server.testing.ts';

const { administrator, approver, colleague } = staff;

interface Described {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly responses: object }>>>
  >;
}

/** Checks answers against the description that the server gives of itself. */
const readDescription = (document: Described) => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ ...document, $id: 'api' });
  const operationOf = (name: OperationName) => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods))
        if (operation.operationId === name) return { path, method, operation };
    throw new Error(`${name} is not described.`);
  };
  const pointer = (...parts: readonly string[]) =>
    parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  return {
    names: () =>
      Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId)),
    check: (name: OperationName, answer: Answer): void => {
      const { path, method } = operationOf(name);
      const known = answer.status === operations[name].status;
      const type = known ? 'application/json' : 'application/problem+json';
      const status = known ? String(answer.status) : 'default';
      const place = pointer('paths', path, method, 'responses', status, 'content', type, 'schema');
      const validate = ajv.getSchema(`api#/${place}`);
      assert.ok(validate, place);
      assert.ok(validate(answer.body), `${name}: ${ajv.errorsText(validate.errors)}`);
    },
  };
};

describeEachEngine('the description of the API', (use, kind) => {
  describe('is kept by the server', () => {
    const inUse: ServerInUse = useServer(use, kind);
    let description: ReturnType<typeof readDescription>;
    before(async () => {
      const { body } = await inUse.server().call('/api/openapi.json');
      description = readDescription(body as unknown as Described);
    });

    const ask = async (name: OperationName, path: string, call: Call = {}, by: string = administrator.id) => {
      const method = operations[name].method.toUpperCase();
      const answer = await inUse.server().call(`/api/v1${path}`, { method, ...call }, by);
      description.check(name, answer);
      assert.equal(answer.status, operations[name].status, answer.text);
      return answer;
    };
    const waitFor = async (path: string, done: (answer: Answer) => boolean): Promise<void> => {
      for (let tries = 0; tries < 200; tries += 1) {
        if (done(await inUse.server().call(`/api/v1${path}`, {}, administrator.id))) return;
        await wait(50);
      }
      throw new Error(`${path} never came to what was waited for.`);
    };

    it('names every operation once', () => {
      assert.deepEqual([...description.names()].sort(), Object.keys(operations).sort());
    });

    it('in one happy call of each operation, from looking to the receipt', async () => {
      await ask('readMe', '/me');
      await ask('readCredits', '/credits');
      await ask('readCatalog', '/catalog');
      await ask('readGroups', '/groups');
      await ask('readGroups', '/groups?search=every');
      await ask('readSettings', '/settings');
      await ask('previewMapping', '/mapping/preview', { body: { mapping: sampleSettings.mapping } });
      await ask('connectMobilo', '/mobilo/connect');
      const first = await inUse.waitForPlan();
      await ask('rejectPlan', `/plans/${first.id}/reject`, {
        body: { fingerprint: first.fingerprint, reason: 'Not today.\nAsk Ben tomorrow.' },
      });
      await ask('readPlan', `/plans/${first.id}`);
      await ask('requestPlan', '/plans');
      const plan = await inUse.waitForPlan();
      await ask('readPendingPlan', '/plans/pending');
      await ask('readStalePlan', `/plans/${first.id}/stale`);
      await ask('readRows', `/plans/${plan.id}/rows?kind=leaver&search=cleo&limit=5`);
      await ask('readRows', `/plans/${plan.id}/rows`);
      for (const who of ['Ada.Lovelace', 'Bob.Marley', 'Cleo.Patra', 'Dan.Brown'])
        await ask('explainPerson', `/people/why?who=${who}@contoso.example`, {}, approver.id);
      await ask('explainPerson', `/people/why?who=${colleague.id}`, {}, colleague.id);
      const cards = { byCard: { card_1: 'release' }, others: null };
      const body = { fingerprint: plan.fingerprint, selection: 'all', cards };
      await inUse.server().control.setAvailable('crm', 0);
      const short = await inUse
        .server()
        .call(`/api/v1/plans/${plan.id}/approve`, { method: 'POST', body }, approver.id);
      description.check('approvePlan', short);
      assert.deepEqual([short.status, short.body?.code], [422, 'credits-short']);
      await inUse.server().control.setAvailable('crm', 10);
      await inUse.server().control.addFault({ kind: 'slow', method: 'POST', path: '/v1/accounts$', milliseconds: 600 });
      await ask('approvePlan', `/plans/${plan.id}/approve`, { body }, approver.id);
      await inUse.server().control.setAvailable('crm', 0);
      await waitFor(
        `/plans/${plan.id}`,
        ({ text }) => text.includes('"stopped","total"') || text.includes('"state":"stopped"'),
      );
      await ask('readReceipt', `/plans/${plan.id}/receipt`);
      await inUse.server().control.setAvailable('crm', 10);
      await ask('resumeRun', `/plans/${plan.id}/resume`, {}, approver.id);
      await waitFor(`/plans/${plan.id}`, ({ text }) => text.includes('"state":"finished"'));
      const { body: receipt } = await ask('readReceipt', `/plans/${plan.id}/receipt`);
      assert.deepEqual(
        [receipt?.complete, receipt?.byKind],
        [true, { joiner: 1, mover: 1, leaver: 1, link: 1, deletion: 0 }],
      );
      await ask('readLatestPlan', '/plans/latest');
      await ask('readAudit', '/audit?limit=500');
      await ask('readAudit', `/audit?planId=${plan.id}&limit=5&before=1000`);
      await ask('saveSettings', '/settings', { body: { ...sampleSettings, cardSuggestion: 'release' } });
      await ask('checkPerson', `/people/${colleague.id}/check`, {}, approver.id);
    });
  });
});
