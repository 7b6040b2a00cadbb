import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staff } from '../world.ts';
import { startPlayground } from './playground.ts';

const endpoint = 'http://127.0.0.1:9/api/messages';

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
const waitUntilGone = async (url: string): Promise<void> => {
  while (await answers(url)) await new Promise((next) => setTimeout(next, 50));
};

describe('Agents Playground', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playground-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  it('runs until it is closed, with the current user and five others', async () => {
    const playground = await startPlayground({ endpoint, currentUser: staff.approver, folder });
    const { currentUser, users } = JSON.parse(readFileSync(join(folder, 'playground.yml'), 'utf8'));
    assert.deepEqual(
      [currentUser.aadObjectId, users.map(({ name }: { name: string }) => name)],
      [
        staff.approver.id,
        [staff.administrator.name, staff.colleague.name, 'Dana Peeters', 'Emil Novak', 'Farah Haddad'],
      ],
    );
    await playground.close();
    assert.equal(await answers(playground.url), false);
  });

  it('takes another port when the wanted one is taken', async () => {
    const first = await startPlayground({ endpoint, currentUser: staff.approver, folder });
    const port = Number(new URL(first.url).port);
    const second = await startPlayground({ endpoint, port, currentUser: staff.colleague, folder });
    assert.notEqual(second.url, first.url);
    await Promise.all([first.close(), second.close()]);
  });

  it('says why it does not start', async () => {
    const start = startPlayground({ endpoint, port: 70_000, currentUser: staff.administrator, folder });
    await assert.rejects(start, { code: 'configuration', message: /^Agents Playground did not start\. RangeError/ });
  });

  it('ends when the process that started it is killed', async () => {
    const module = new URL('./playground.ts', import.meta.url).href;
    const options = JSON.stringify({ endpoint, currentUser: staff.colleague, folder });
    const script = `import { startPlayground } from '${module}';
      console.log((await startPlayground(${options})).url);`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout.setEncoding('utf8'), 'data');
    const url = String(line).trim();
    assert.equal(await answers(url), true);
    parent.kill('SIGKILL');
    await waitUntilGone(url);
  });
});
