import assert from 'node:assert/strict';
import { outcomeWords } from '../../src/plan/explain.ts';
import { rowKinds } from '../../src/plan/plan.ts';
import type { Explanation } from '../../src/why.ts';
import * as rows from '../api/schemas/rows.ts';
import { en } from '../locales/en.ts';
import { wordsFor } from '../locales/words.ts';
import { buttonsOf, linesOf } from './card-lines.testing.ts';
import { joiner } from './examples.testing.ts';
import { lintCard } from './lint-card.testing.ts';
import { drawWhy } from './why-card.ts';
import { accountFacts, explained, explainedLeaver, explainedMover } from './why-examples.testing.ts';

const draw = (explanation: Explanation, locale = 'en-GB') =>
  drawWhy(explanation, {
    words: wordsFor(locale),
    role: 'approver',
    wizardUrl: (subPage = '') => `https://teams.example/wizard/${subPage}`,
  });

describe('The card that explains a person', () => {
  it('says the verdict first, then the way into scope, the account, the differences and the plan', () => {
    const card = draw(explainedMover);
    assert.deepEqual(linesOf(card), [
      'Ada Byron would be updated: job title and phone',
      'ada-byron@contoso.com',
      'The account does not say what Entra ID says.',
      'Scope',
      'All of Contoso › Engineering › Analytical Engines',
      'Mobilo account',
      'Linked by object id',
      'ada-byron@contoso.com · active',
      'Differences',
      'job title: Engineer → Lead Engineer',
      'phone: +31 20 1 → +31 20 2 · changed in Mobilo since, would be overwritten',
      'department: Engineering · theirs, never written',
      'office: Home · empty in Entra ID, stays',
      'Pending plan',
      'It says the same.',
    ]);
    assert.equal(card.fallbackText, 'Ada Byron would be updated: job title and phone.');
    assert.deepEqual(card.actions, [
      { type: 'Action.OpenUrl', title: 'Open this person', url: 'https://teams.example/wizard/person/ada-byron' },
    ]);
    assert.deepEqual(lintCard(card), []);
  });

  it('gives the evidence for a leaver, and says when the plan is older than that', () => {
    assert.deepEqual(linesOf(draw(explainedLeaver)), [
      'Bob Stone would be deactivated',
      'bob-stone@contoso.com',
      'Deleted in Entra ID; can still be restored there.',
      'Metal',
      'Scope',
      'In none of the 3 selected groups.',
      'Mobilo account',
      'Linked by object id',
      'bob-stone@contoso.com · active',
      'Evidence',
      'Among the deleted people of Entra ID on 22 Nov',
      'Pending plan',
      'It says something else: this has changed since it was made. Send "sync" for a new one.',
    ]);
  });

  it('names who is in the way, and which groups cannot be read', () => {
    const inTheWay = accountFacts('Cleo Noor', { linkedTo: 'somebody-else', role: 'admin' });
    const lines = linesOf(
      draw(
        explained('Ada Byron', {
          outcome: 'conflict',
          scope: { verdict: 'group-lost', groups: 2, paths: [], lost: ['Sales', 'Board'] },
          match: { how: 'conflict', accounts: [inTheWay] },
          account: null,
        }),
      ),
    );
    assert.deepEqual(lines.slice(2, 7), [
      'Scope',
      'In none of the selected groups that can be read. Cannot be read: Sales and Board.',
      'Mobilo account',
      'In the way',
      'cleo-noor@contoso.com · active · admin · linked to somebody else',
    ]);
  });

  it('speaks of somebody in step, and of an account that nobody in the directory has', () => {
    assert.equal(linesOf(draw(explained('Ada Byron')))[0], 'Ada Byron is in step; nothing would change');
    const unlinked = accountFacts('Ada Byron', { linkedTo: 'nobody' });
    const card = draw(
      explained('Ada Byron', {
        ...{ personId: null, person: null, outcome: 'unlinked', account: unlinked },
        match: { how: 'none', accounts: [unlinked] },
      }),
    );
    assert.deepEqual(linesOf(card).slice(4, 7), [
      'Mobilo account',
      'Only Mobilo knows this address',
      'ada-byron@contoso.com · active · linked to nobody',
    ]);
    assert.deepEqual(buttonsOf(card), []);
  });

  it('speaks Dutch', () => {
    const joins = explained('Ada Byron', {
      ...{
        outcome: 'joiner',
        account: null,
        match: { how: 'none', accounts: [] },
        rows: [joiner('Ada Byron', 'Sales')],
      },
    });
    assert.deepEqual(linesOf(draw(joins, 'nl')).slice(0, 7), [
      'Ada Byron zou een account krijgen',
      'ada-byron@contoso.com',
      'Deze persoon zit in een gekozen groep en heeft geen Mobilo-account.',
      'Bereik',
      'Everybody',
      'Mobilo-account',
      'Geen account heeft deze koppeling of dit adres.',
    ]);
  });

  it('has a sentence for every kind with each of its reasons, and for every outcome', () => {
    const reasonsOf = (option: (typeof rows.row.options)[number]): readonly string[] => {
      const { kind, reason } = option.shape;
      const values = 'options' in reason ? reason.options : [reason.value];
      return values.map((value) => `why.${kind.value}.${value}`);
    };
    const keys = [
      ...rows.row.options.flatMap(reasonsOf),
      ...[...rowKinds, ...outcomeWords].map((outcome) => `why.outcome.${outcome}`),
    ];
    assert.deepEqual(
      keys.filter((key) => !Object.hasOwn(en, key)),
      [],
    );
  });
});
