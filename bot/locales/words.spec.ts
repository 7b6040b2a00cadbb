import assert from 'node:assert/strict';
import { SyncError } from '../../src/errors.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import { wordsFor } from './words.ts';

const placeholders = (text: string): readonly string[] => [...text.matchAll(/{{.*?}}/g)].map(([name]) => name).sort();

describe('The words of the bot', () => {
  it('name the same values in Dutch as in English', () => {
    const names = (texts: Readonly<Record<string, string>>) =>
      Object.entries(texts).map(([key, text]) => [key, placeholders(text)]);
    assert.deepEqual(names(nl), names(en));
  });

  it('agree with the number, and write it in the manner of the reader', () => {
    const count = (locale: string, joiners: number) => wordsFor(locale).say('count.joiner', { count: joiners });
    assert.deepEqual(
      [count('en', 1), count('en', 2), count('en', 1_200), count('nl', 1_200)],
      ['1 joiner', '2 joiners', '1,200 joiners', '1.200 nieuw'],
    );
  });

  it('fall back to English for languages and tags that we do not know', () => {
    const locales = ['nl-BE', 'NL', 'de-DE', 'en-GB', 'not a tag', '', null, undefined];
    assert.deepEqual(
      locales.map((locale) => wordsFor(locale).locale),
      ['nl-BE', 'nl', 'en', 'en-GB', 'en', 'en', 'en', 'en'],
    );
  });

  it('leave alone what looks like a placeholder in a name', () => {
    const name = '{{name}} $t(brand) <b>&';
    assert.equal(wordsFor('en').say('decided.approved', { name }), `Approved by ${name}`);
  });

  it('tell an error in its own sentence in English, and by its code in Dutch', () => {
    const error = new SyncError('busy', 'Somebody else is reading the directory.');
    assert.deepEqual(
      ['en', 'nl'].map((locale) => wordsFor(locale).sayError(error)),
      [error.message, 'Er loopt al iets voor jouw organisatie. Probeer het zo meteen opnieuw.'],
    );
  });

  it('write days and lists in the manner of the reader', () => {
    const manner = (locale: string) => [
      wordsFor(locale).day('2026-11-22T23:30:00Z'),
      wordsFor(locale).list(['a', 'b', 'c']),
    ];
    assert.deepEqual(manner('en-GB'), ['22 Nov', 'a, b and c']);
    assert.deepEqual(manner('nl'), ['22 nov', 'a, b en c']);
  });
});
