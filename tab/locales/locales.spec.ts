import assert from 'node:assert/strict';
import { makeFormats } from '../formats.ts';
import { startWords } from '../words.ts';
import { en } from './en.ts';
import type { Locale } from './locale.ts';
import { nl } from './nl.ts';

const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').sort();
const keys = Object.keys(en) as (keyof Locale)[];

describe('the words of the tab', () => {
  it('say in Dutch whatever numbers and names they say in English', () => {
    assert.deepEqual(
      keys.map((key) => [key, placesIn(nl[key])]),
      keys.map((key) => [key, placesIn(en[key])]),
    );
  });

  it('come in the language of Teams, with its plurals', () => {
    const words = startWords('nl-nl');
    assert.deepEqual(
      [1, 22].map((count) => words.t('approve', { count, number: count })),
      ['1 wijziging goedkeuren', '22 wijzigingen goedkeuren'],
    );
  });

  it('come in English for a language that is not here yet', () => {
    assert.equal(startWords('pt-br').t('cancel'), 'Cancel');
  });
});

describe('dates and numbers', () => {
  const now = new Date('2026-11-23T12:00:00Z');

  it('are written as in the locale of Teams', () => {
    assert.deepEqual(
      ['en-us', 'nl-nl'].map((locale) => makeFormats(locale).number(12_480)),
      ['12,480', '12.480'],
    );
  });

  it('say how long ago', () => {
    const { relative } = makeFormats('en-us');
    assert.deepEqual(
      ['2026-11-23T11:59:40Z', '2026-11-23T11:55:00Z', '2026-11-22T09:00:00Z', '2026-11-24T11:30:00Z'].map((iso) =>
        relative(iso, now),
      ),
      ['now', '5 minutes ago', 'yesterday', 'in 24 hours'],
    );
  });

  it('name the year only when it is another one', () => {
    const { moment } = makeFormats('nl-nl');
    assert.match(moment('2026-11-20T12:00:00Z', now), /^20 nov,? /);
    assert.match(moment('2025-11-20T12:00:00Z', now), /^20 nov 2025/);
  });
});
