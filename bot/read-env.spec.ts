import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasNoSettings } from './config.ts';
import { readEnv } from './read-env.ts';

describe('The settings in files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('give way to those of the user, and these to the environment', () => {
    writeFileSync(join(folder, '.env.dev'), 'PORT=1\nBOT_ID=from-file\nPUBLIC_URL=\n# a remark\n');
    writeFileSync(join(folder, '.env.dev.user'), 'SECRET_BOT_PASSWORD=hush\nBOT_ID=from-user\n');
    assert.deepEqual(readEnv({ PORT: '2', DATA_DIR: '' }, 'dev', folder), {
      PORT: '2',
      BOT_ID: 'from-user',
      SECRET_BOT_PASSWORD: 'hush',
    });
  });

  it('mean a tenant as soon as one of them names it', () => {
    assert.equal(hasNoSettings(readEnv({}, 'dev', folder)), true);
    writeFileSync(join(folder, '.env.dev.user'), 'SECRET_ENCRYPTION_KEY=k\n');
    assert.equal(hasNoSettings(readEnv({}, 'dev', folder)), false);
  });

  it('that are committed name no tenant', () => {
    assert.equal(hasNoSettings(readEnv({}, 'dev', join(import.meta.dirname, '../env'))), true);
  });
});
