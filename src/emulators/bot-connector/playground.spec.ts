import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { staff } from '../world.ts';
import { type Playground, type PlaygroundOptions, startPlayground } from './playground.ts';

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
  const started: Playground[] = [];
  const start = async (options: Partial<PlaygroundOptions>): Promise<Playground> => {
    const playground = await startPlayground({ endpoint, currentUser: staff.approver, folder, ...options });
    started.push(playground);
    return playground;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'playground-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((playground) => playground.close()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('runs until it is closed, with the current user and five others', async () => {
    const playground = await start({});
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

  it('hears this machine only', async function () {
    const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
    const outward = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
    if (!outward) return this.skip();
    const playground = await start({});
    const { port } = new URL(playground.url);
    assert.deepEqual(
      [await answers(playground.url), await answers(`http://${outward.address}:${port}/`)],
      [true, false],
    );
  });

  it('takes another port when the wanted one is taken', async () => {
    const first = await start({});
    const port = Number(new URL(first.url).port);
    const second = await start({ port });
    assert.notEqual(second.url, first.url);
  });

  it('says why it does not start', async () => {
    await assert.rejects(start({ port: 70_000 }), {
      code: 'configuration',
      message: /^Agents Playground did not start\. RangeError/,
    });
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
    const running = await answers(url);
    parent.kill('SIGKILL');
    assert.equal(running, true);
    await waitUntilGone(url);
  });
});
