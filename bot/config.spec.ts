import assert from 'node:assert/strict';
import { SyncError } from '../src/errors.ts';
import { readConfig } from './config.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const complete = {
  PUBLIC_URL: 'https://sync.contoso.example',
  TEAMS_APP_ID: '55555555-5555-4555-8555-555555555555',
  BOT_ID: '22222222-2222-4222-8222-222222222222',
  BOT_TYPE: 'SingleTenant',
  BOT_TENANT_ID: tenant,
  SECRET_BOT_PASSWORD: 'p',
  AAD_APP_CLIENT_ID: '33333333-3333-4333-8333-333333333333',
  AAD_APP_TENANT_ID: tenant,
  SECRET_AAD_APP_CLIENT_SECRET: 's',
  MOBILO_API_URL: 'https://api.mobilo.example',
  MOBILO_CLIENT_ID: 'sync',
  SECRET_MOBILO_CLIENT_SECRET: 'm',
  SECRET_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};

const faultOf = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return 'none';
  } catch (error) {
    assert.ok(error instanceof SyncError);
    return error.message;
  }
};

describe('settings', () => {
  it('are complete with the tenant, the bot, the app registration and Mobilo', () => {
    const config = readConfig(complete);
    assert.equal(config.port, 3978);
    assert.equal(config.graphBaseUrl, 'https://graph.microsoft.com');
    assert.equal(config.entra.authorityUrl, 'https://login.microsoftonline.com');
  });

  it('that are missing are named all in one message', () => {
    const fault = faultOf({});
    for (const name of Object.keys(complete)) assert.match(fault, new RegExp(`${name}: `));
  });

  it('may name a loopback address over plain http, but not in production', () => {
    const local = { ...complete, GRAPH_BASE_URL: 'http://127.0.0.1:4100' };
    assert.equal(faultOf(local), 'none');
    assert.match(faultOf({ ...local, NODE_ENV: 'production' }), /GRAPH_BASE_URL: must be an https address/);
  });

  it('never name another host over plain http', () => {
    for (const name of [
      'PUBLIC_URL',
      'GRAPH_BASE_URL',
      'ENTRA_AUTHORITY_URL',
      'MOBILO_API_URL',
      'BOT_OPENID_METADATA_URL',
    ])
      assert.match(
        faultOf({ ...complete, [name]: 'http://10.0.0.8' }),
        new RegExp(`${name}: must be an https address`),
      );
  });

  it('refuse a weak encryption key, an unknown kind of bot and two tenants', () => {
    assert.match(faultOf({ ...complete, SECRET_ENCRYPTION_KEY: 'hunter2' }), /32 random bytes/);
    assert.match(faultOf({ ...complete, BOT_TYPE: 'MultiTenant' }), /BOT_TYPE: must be SingleTenant/);
    assert.match(faultOf({ ...complete, BOT_TENANT_ID: complete.BOT_ID }), /same tenant/);
  });
});
