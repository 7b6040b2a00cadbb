import assert from 'node:assert/strict';
import { createTeamsAdapter } from './teams-adapter.ts';

const ignore = () => undefined;
const safe = {
  botId: '99999999-9999-4999-8999-999999999999',
  botType: 'SingleTenant',
  botTenantId: '11111111-1111-4111-8111-111111111111',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokens: { forApp: async () => 'token' },
  log: { warn: ignore, error: ignore },
};

describe('The settings of the bot', () => {
  it('are taken for a bot of one tenant and for a managed identity', () => {
    createTeamsAdapter(safe);
    createTeamsAdapter({ ...safe, botType: 'UserAssignedMSI', botId: safe.botId.toUpperCase() });
  });

  const unsafe: Readonly<Record<string, object>> = {
    'an app type that botbuilder would take for multi-tenant': { botType: 'Multitenant' },
    'no app type': { botType: '' },
    'no bot id, which would switch authentication off': { botId: '' },
    'a bot id that is no GUID': { botId: 'my-bot' },
    'no tenant': { botTenantId: '' },
    'metadata over plain http': {
      openIdMetadataUrl: 'http://login.botframework.com/v1/.well-known/openidconfiguration',
    },
    'metadata of nobody we know': { openIdMetadataUrl: 'https://login.example.com/.well-known/openidconfiguration' },
  };
  for (const [title, change] of Object.entries(unsafe)) {
    it(`are refused with ${title}`, () => {
      assert.throws(() => createTeamsAdapter({ ...safe, ...change }), { code: 'configuration' });
    });
  }
});
