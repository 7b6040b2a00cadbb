import assert from 'node:assert/strict';
import { parseCommand } from './parse-command.ts';
import { commands } from './registry.ts';

const parse = (text: string | undefined): string => {
  const parsed = parseCommand(text, commands);
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
  'near pending': [
    'pendign',
    'pendin',
    'pending please',
    'please do not run /pending today',
    'show/pending',
    'openstaande plannen',
  ],
  'near sync': ['snyc', 'synch', 'sync now'],
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
