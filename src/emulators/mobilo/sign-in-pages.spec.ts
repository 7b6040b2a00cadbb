import assert from 'node:assert/strict';
import { createMobiloControl } from './mobilo-control.ts';
import { signInAtEmulator } from './sign-in-at-emulator.ts';
import { samplePassword } from './sign-in-views.ts';
import { smallOffice } from './small-office.ts';
import { type MobiloEmulator, sampleClient, startMobiloEmulator } from './start-mobilo-emulator.ts';

const asked = {
  response_type: 'code',
  client_id: sampleClient.id,
  redirect_uri: 'https://app.example/callback?from=mobilo',
  scope: 'accounts cards',
  state: '<state> & "more"',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
};

describe("Mobilo's sign-in page", () => {
  let emulator: MobiloEmulator;
  beforeEach(async () => {
    emulator = await startMobiloEmulator({ data: smallOffice });
  });
  afterEach(() => emulator.close());

  const address = (changes: Readonly<Record<string, string>> = {}) =>
    `${emulator.url}/oauth/authorize?${new URLSearchParams({ ...asked, ...changes })}`;
  const signIn = (email: string, password: string) =>
    fetch(address().replace('/authorize', '/sign-in'), {
      method: 'POST',
      body: new URLSearchParams({ email, password }),
    });

  it('names the password of the sample and leads to the page that resets it', async () => {
    const text = await (await fetch(address())).text();
    assert.ok(text.includes(samplePassword));
    const link = /<a href="([^"]+)">I forgot my password/.exec(text)?.[1] ?? assert.fail();
    assert.equal((await fetch(new URL(link, emulator.url))).status, 200);
  });

  it('sends the person back with a code, the state to the letter, and who issued it', async () => {
    const back = await signInAtEmulator(address(), 'ANNA@small.example');
    assert.equal(`${back.origin}${back.pathname}`, 'https://app.example/callback');
    const { code, ...others } = Object.fromEntries(back.searchParams);
    assert.deepEqual(others, { from: 'mobilo', state: asked.state, iss: emulator.url });
    assert.ok((code ?? '').length > 20);
  });

  it('lets nobody in with a wrong password, an unknown address or a deactivated account', async () => {
    await createMobiloControl(emulator.url).editAccount('ben', { state: 'deactivated' });
    for (const [email, password] of [
      ['anna@small.example', 'wrong'],
      ['nobody@small.example', samplePassword],
      ['ben@small.example', samplePassword],
    ] as const) {
      const text = await (await signIn(email, password)).text();
      assert.match(text, /is wrong, or the account is deactivated/);
      assert.doesNotMatch(text, /name="ticket"/);
    }
  });

  it('lets members in too: what they may do is decided later', async () => {
    assert.ok((await signInAtEmulator(address(), 'cleo@small.example')).searchParams.has('code'));
  });

  it('sends nobody anywhere when the request cannot be trusted', async () => {
    const untrusted = [
      { client_id: 'stranger' },
      { redirect_uri: 'http://app.example/callback' },
      { redirect_uri: 'https://app.example/#fragment' },
      { redirect_uri: 'nowhere' },
      { response_type: 'token' },
      { scope: 'accounts everything' },
      { code_challenge_method: 'plain' },
      { code_challenge: 'short' },
      { state: '' },
    ];
    for (const changes of untrusted) {
      const response = await fetch(address(changes), { redirect: 'manual' });
      assert.deepEqual([response.status, response.headers.get('Location')], [400, null], JSON.stringify(changes));
    }
  });

  it('takes an agreement once', async () => {
    const consent = await (await signIn('anna@small.example', samplePassword)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(consent)?.[1] ?? assert.fail();
    const agree = () =>
      fetch(`${emulator.url}/oauth/consent`, {
        method: 'POST',
        body: new URLSearchParams({ ticket, answer: 'allow' }),
        redirect: 'manual',
      });
    assert.deepEqual([(await agree()).status, (await agree()).status], [303, 400]);
  });

  it('cannot be framed, loads nothing, and lets its form lead to the app only', async () => {
    const policies = await Promise.all(
      [fetch(address()), signIn('anna@small.example', samplePassword)].map(async (page) =>
        (await page).headers.get('Content-Security-Policy')?.split('; '),
      ),
    );
    for (const policy of policies) {
      assert.ok(policy?.includes("default-src 'none'"));
      assert.ok(policy?.includes("frame-ancestors 'none'"));
    }
    assert.deepEqual(
      policies.map((policy) => policy?.find((part) => part.startsWith('form-action'))),
      ["form-action 'self'", "form-action 'self' https://app.example"],
    );
  });
});
