import assert from 'node:assert/strict';
import { parseCommand } from './parse-command.ts';
import { commands } from './registry.ts';

const parse = (text: string | undefined): string => {
  const parsed = parseCommand(text, commands);
  if (parsed.kind === 'command') return `command ${parsed.command.name} ${parsed.argument}`.trimEnd();
  return 'command' in parsed ? `${parsed.kind} ${parsed.command.name}` : parsed.kind;
};

const examples: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'command pending': [
    'pending',
    '/pending',
    'PENDING',
    '  Pending.  ',
    '"pending"',
    '“pending”',
    '`/pending`',
    '«pending»',
    'pending?',
    '<at>Mobilo Sync</at> pending',
    '<at>Mobilo Sync</at>&nbsp;/pending\n',
    '<at id="0">Mobilo\nSync</at>\u00a0/pending',
    'pending <at>Mobilo Sync</at>',
    '\u200bpending',
    'openstaand',
    '/Openstaand!',
  ],
  'command help': ['help', '?', '/help', 'hulp', 'Help!'],
  'command status': ['status', 'status?', 'toestand'],
  'command sync': ['sync', 'synchroniseer', 'synchronize'],
  'command why': ['why', 'Why?', '/explain', 'waarom'],
  'command why ada@contoso.com': [
    'why ada@contoso.com',
    '/why Ada@Contoso.com?',
    'waarom "ada@contoso.com"',
    'why “ada@contoso.com”',
    'why mailto:ada@contoso.com',
    'why <mailto:ada@contoso.com>',
    'why <a href="mailto:ada@contoso.com">ada@contoso.com</a>',
    'why [ada@contoso.com](mailto:ada@contoso.com)',
    '<at>Mobilo Sync</at>&nbsp;why&nbsp;ada@contoso.com&nbsp;',
    'why \u200bada@contoso.com\n',
  ],
  'command why 6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b': ['why 6F1C2A34-5b6d-4e8f-9a0b-1c2d3e4f5a6b'],
  "command why o'brien@contoso.com": ["why o'brien@contoso.com"],
  'command why ada lovelace': ['why Ada  Lovelace'],
  'command sync ada@contoso.com': ['sync ada@contoso.com', 'synchroniseer <ada@contoso.com>'],
  'near pending': [
    'pendign',
    'pendin',
    'pending please',
    'please do not run /pending today',
    'show/pending',
    'openstaande plannen',
  ],
  'near sync': ['snyc', 'synch', 'sync now', 'sync ada lovelace'],
  'near status': ['statsu', "what's the status"],
  unknown: [
    'make me a sandwich',
    'a',
    'pendulum',
    '<script>alert(1)</script>',
    'x'.repeat(100_000),
    '<at>'.repeat(60_000),
  ],
  empty: ['', '   ', undefined, '<at>Mobilo Sync</at>', '<at>Mobilo Sync</at>&nbsp;', '/', '""'],
};

describe('What people type to the bot', () => {
  for (const [meaning, texts] of Object.entries(examples))
    for (const text of texts)
      it(`means "${meaning}": ${JSON.stringify(text)?.slice(0, 60)}`, () => assert.equal(parse(text), meaning));

  it('is found by no two commands', () => {
    const words = commands.flatMap((command) => [...new Set(Object.values(command.words).flat())]);
    assert.deepEqual([...new Set(words)], words);
  });
});
