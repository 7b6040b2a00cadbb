import assert from 'node:assert/strict';
import type { Person } from '../directory/directory.ts';
import { defaultSettings } from '../settings.ts';
import { defaultMapping, type FieldPolicy } from './mapping.ts';
import type { Row } from './plan.ts';
import { accountOf, person, smallWorld } from './small-world.ts';

const { exclusions } = defaultSettings;
const describeRow = (row: Row): string => `${row.kind} ${row.reason} ${row.personId}`;
const rowsOf = (world: ReturnType<typeof smallWorld>) => world.plan().rows.map(describeRow);
const only = (world: ReturnType<typeof smallWorld>): Row => {
  const [row, ...others] = world.plan().rows;
  assert.deepEqual(others, []);
  assert.ok(row);
  return row;
};

describe('who is who', () => {
  it('a renamed sign-in or address is an update of the same account (case 1, case 2)', () => {
    const renamed = { userPrincipalName: 'ada.king@contoso.example', mail: 'ada.king@contoso.example' };
    assert.deepEqual(rowsOf(smallWorld().employs('ada', renamed).knows('ada')), ['mover profile-changed ada']);
  });

  it('whoever gets the address of a leaver is never taken for the leaver (case 3, case 27)', () => {
    const world = smallWorld()
      .employs('new', { mail: 'ada@contoso.example', proxyAddresses: [] })
      .knows('ada')
      .proves('ada', { kind: 'deleted-final' });
    assert.deepEqual(rowsOf(world), ['leaver deleted-final ada', 'conflict address-linked-to-another new']);
  });

  it('two with one address are both left to a person, and the others go on (case 4)', () => {
    const world = smallWorld().employs('ada').employs('bob').employs('eve', { mail: 'Ada@Contoso.example' });
    assert.deepEqual(rowsOf(world), [
      'joiner new-in-scope bob',
      'conflict address-shared ada',
      'conflict address-shared eve',
    ]);
  });

  it('so are two of whom one receives the mail of the other (case 4)', () => {
    const proxies = ['SMTP:bob@contoso.example', 'smtp:ADA@contoso.example'];
    const world = smallWorld().employs('ada').employs('bob', { proxyAddresses: proxies });
    assert.deepEqual(rowsOf(world), ['conflict address-shared ada', 'conflict address-shared bob']);
    const linked = smallWorld().employs('ada').employs('bob', { proxyAddresses: proxies }).knows('bob');
    assert.deepEqual(rowsOf(linked), ['conflict address-shared ada']);
  });

  it('takes no address at which another person receives mail (case 4)', () => {
    const world = smallWorld()
      .employs('ada', { mail: 'desk@contoso.example' })
      .employs('bob', { proxyAddresses: ['SMTP:bob@contoso.example', 'smtp:desk@contoso.example'] })
      .knows('ada')
      .knows('bob');
    assert.deepEqual(rowsOf(world), ['conflict address-shared ada']);
  });

  it('the link counts first, then one account with the address; of several a person chooses (case 5)', () => {
    const twice = smallWorld().employs('ada').knows('ada').knows('ada', { id: 'other', externalId: null });
    assert.deepEqual(rowsOf(twice), []);
    const unlinked = { externalId: null };
    const unclear = smallWorld()
      .employs('ada')
      .knows('ada', unlinked)
      .knows('ada', { ...unlinked, id: 'other' });
    assert.deepEqual(rowsOf(unclear), ['conflict several-accounts ada']);
    const linkedTwice = smallWorld().employs('ada').knows('ada').knows('ada', { id: 'other' });
    assert.deepEqual(rowsOf(linkedTwice), ['conflict linked-twice ada']);
  });

  it('two accounts of somebody who left are one conflict, and neither is removed (case 5)', () => {
    const world = smallWorld()
      .knows('ada')
      .knows('ada', { id: 'other', email: 'other@contoso.example' })
      .proves('ada', { kind: 'deleted-final' });
    const [row, ...others] = world.plan().rows;
    assert.deepEqual(
      [row?.id, row?.reason, row?.kind === 'conflict' && row.accountIds, others],
      ['conflict:ada', 'linked-twice', ['account-ada', 'other'], []],
    );
  });

  it('an account that nobody linked is proposed as a link, and nothing is ordered (case 17)', () => {
    const world = smallWorld().employs('ada').knows('ada', { externalId: null, email: 'ADA@contoso.example' });
    assert.deepEqual([rowsOf(world), world.plan().need], [['link same-address ada'], []]);
  });

  it('the same object id in another tenant is somebody else (case 18)', () => {
    const elsewhere = { externalId: '22222222-2222-4222-8222-222222222222/ada', email: 'ada@fabrikam.example' };
    assert.deepEqual(rowsOf(smallWorld().employs('ada').knows('ada', elsewhere)), ['joiner new-in-scope ada']);
  });
});

/** Somebody without mail, with proxies and a sign-in name to fall back on. */
const mute: Partial<Person> = { mail: null, proxyAddresses: [] };
const invited = 'ada_fabrikam.example#EXT#@contoso.example';
const guest: Partial<Person> = { userType: 'Guest', userPrincipalName: invited, mail: 'Ada@fabrikam.example' };

describe('the address of a joiner', () => {
  const signInToo = { exclusions: { ...exclusions, signInNameAsAddress: true } };
  const guestsToo = { exclusions: { ...exclusions, guestsIn: true, signInNameAsAddress: true } };
  const told = (world: ReturnType<typeof smallWorld>) => {
    const { kind, reason, email, notes } = only(world);
    return [kind, reason, email, ...notes];
  };

  it('is the primary proxy address where there is no mail, and a note says so (case 6)', () => {
    const proxyAddresses = ['smtp:old@contoso.example', 'SMTP:Ada.B@contoso.example'];
    assert.deepEqual(told(smallWorld().employs('ada', { ...mute, proxyAddresses })), [
      'joiner',
      'new-in-scope',
      'ada.b@contoso.example',
      'address-from-proxy',
    ]);
  });

  it('is the sign-in name only where the settings say so, and a note says so (case 6)', () => {
    assert.deepEqual(told(smallWorld().employs('ada', mute)), ['excluded', 'no-address', null]);
    assert.deepEqual(told(smallWorld().decides(signInToo).employs('ada', mute)), [
      'joiner',
      'new-in-scope',
      'ada@contoso.example',
      'address-from-sign-in',
    ]);
  });

  it('is never a secondary proxy address (case 7)', () => {
    const secondary = { ...mute, proxyAddresses: ['smtp:ada@contoso.example', 'x500:/o=Contoso'] };
    assert.deepEqual(told(smallWorld().employs('ada', secondary)), ['excluded', 'no-address', null]);
  });

  it('of a guest is the mail and never the sign-in name; guests are out unless let in (case 8)', () => {
    assert.deepEqual(told(smallWorld().employs('ada', guest)), ['excluded', 'guest', 'ada@fabrikam.example']);
    assert.deepEqual(told(smallWorld().decides(guestsToo).employs('ada', guest)), [
      'joiner',
      'new-in-scope',
      'ada@fabrikam.example',
    ]);
    assert.deepEqual(
      told(
        smallWorld()
          .decides(guestsToo)
          .employs('ada', { ...guest, ...mute }),
      ),
      ['excluded', 'no-address', null],
    );
  });

  it('somebody without a type is a member unless invited, and a note says so (case 9)', () => {
    assert.deepEqual(told(smallWorld().employs('ada', { userType: null })), [
      'joiner',
      'new-in-scope',
      'ada@contoso.example',
      'no-user-type',
    ]);
    assert.deepEqual(told(smallWorld().employs('ada', { ...guest, userType: null })), [
      'excluded',
      'guest',
      'ada@fabrikam.example',
      'no-user-type',
    ]);
  });

  it('a member from outside and a guest from inside are guests, and a note says which (case 10)', () => {
    assert.deepEqual(told(smallWorld().employs('ada', { ...guest, userType: 'Member' })).slice(0, 2), [
      'excluded',
      'guest',
    ]);
    assert.deepEqual(only(smallWorld().employs('ada', { ...guest, userType: 'Member' })).notes, ['external-member']);
    assert.deepEqual(told(smallWorld().employs('ada', { userType: 'Guest' })), [
      'excluded',
      'guest',
      'ada@contoso.example',
      'internal-guest',
    ]);
  });

  it('is the same in another case or encoding, and nothing changes then (case 11)', () => {
    const world = smallWorld().employs('ada', { mail: 'JOSE\u0301@contoso.example' });
    assert.deepEqual(rowsOf(world.knows('ada', { email: 'jos\u00e9@contoso.example' })), []);
  });
});

describe('the name of a joiner', () => {
  const names = [
    'Suharto',
    'Jan van den Berg',
    '\u05e9\u05dc\u05d5\u05dd',
    '=cmd()',
    '\u{1f642}',
    'a\u200bb',
    'x'.repeat(256),
  ];
  for (const displayName of names)
    it(`${JSON.stringify(displayName).slice(0, 20)} is kept whole, never guessed or split (case 12)`, () => {
      const row = only(smallWorld().employs('ada', { displayName, givenName: null, surname: null }));
      assert.ok(row.kind === 'joiner');
      const { displayName: kept, givenName, surname } = row.profile;
      assert.deepEqual([row.name, kept, givenName, surname], [displayName, displayName, null, null]);
    });

  it('is missed where there is none (case 12)', () => {
    for (const displayName of [null, '', ' \t'])
      assert.equal(describeRow(only(smallWorld().employs('ada', { displayName }))), 'excluded no-name ada');
  });
});

describe('who stays as they are', () => {
  it('a room or a desk gets no account (case 16)', () => {
    assert.deepEqual(rowsOf(smallWorld().employs('room', { isResourceAccount: true })), ['excluded resource room']);
  });

  it('people without a licence are in or out by the settings; unread licences keep nobody out (case 16)', () => {
    const out = { exclusions: { ...exclusions, unlicensedIn: false } };
    const world = () =>
      smallWorld().employs('box', { licensed: false }).employs('ada').employs('bob', { licensed: true });
    assert.deepEqual(rowsOf(world().decides(out)), [
      'joiner new-in-scope ada',
      'joiner new-in-scope bob',
      'excluded unlicensed box',
    ]);
    assert.deepEqual(world().plan().counts.joiner, 3);
  });

  const waysOfBeingExempt = {
    'named in the settings': () => smallWorld().decides({ exclusions: { ...exclusions, people: ['ADA'] } }),
    'a member of the exclusion group': () => smallWorld().exempts('ada'),
    'called as a pattern says': () =>
      smallWorld().decides({ exclusions: { ...exclusions, signInNames: ['Ad*@contoso.*'] } }),
  };
  for (const [title, world] of Object.entries(waysOfBeingExempt))
    describe(`somebody ${title}`, () => {
      it('gets no account (case 16, case 30)', () => {
        assert.deepEqual(rowsOf(world().employs('ada')), ['excluded exempt ada']);
      });

      it('keeps the account without updates, and without coming back (case 30)', () => {
        const changed = world().employs('ada', { jobTitle: 'Director', mail: 'new@contoso.example' }).knows('ada');
        assert.deepEqual(rowsOf(changed), ['keep exempt ada']);
        assert.deepEqual(rowsOf(world().employs('ada').knows('ada', { state: 'deactivated' })), ['keep exempt ada']);
      });

      it('keeps the account whatever the evidence says (case 30)', () => {
        const gone = world().knows('ada').proves('ada', { kind: 'deleted-final' });
        assert.deepEqual(rowsOf(gone), ['keep exempt ada']);
        const off = person('ada', { accountEnabled: false });
        const disabled = world().employs('ada', { accountEnabled: false }).knows('ada');
        assert.deepEqual(rowsOf(disabled.proves('ada', { kind: 'disabled', person: off })), ['keep exempt ada']);
      });

      it('keeps the address too: nobody else gets it (case 3, case 30)', () => {
        const heir = { mail: 'ada@contoso.example', proxyAddresses: [] };
        const moved = world().employs('ada', { mail: 'new@contoso.example', proxyAddresses: [] }).knows('ada');
        assert.deepEqual(rowsOf(moved.employs('bob', heir)), [
          'keep exempt ada',
          'conflict address-linked-to-another bob',
        ]);
      });
    });

  it('the address of an account stands in for the sign-in name of somebody deleted (case 30)', () => {
    const world = smallWorld().decides({ exclusions: { ...exclusions, signInNames: ['ada@*'] } });
    assert.deepEqual(
      rowsOf(
        world
          .knows('ada')
          .knows('bob')
          .proves('ada', { kind: 'deleted-final' })
          .proves('bob', { kind: 'deleted-final' }),
      ),
      ['leaver deleted-final bob', 'keep exempt ada'],
    );
  });
});

describe('a cleared value', () => {
  it('blanks Mobilo only where the rule says so, and never from a reading that broke off (case 13, case 14)', () => {
    const mapping = { ...defaultMapping, jobTitle: { ...defaultMapping.jobTitle, whenCleared: 'blank' as const } };
    const world = () => smallWorld().employs('ada', { jobTitle: null, department: null }).knows('ada');
    assert.deepEqual(rowsOf(world()), []);
    const row = only(world().decides({ mapping }));
    assert.deepEqual(row.kind === 'mover' && row.differences, [
      { field: 'jobTitle', from: 'Engineer', to: null, edited: false },
    ]);
    assert.deepEqual(rowsOf(world().decides({ mapping }).breaksOff('Staff: a page is missing.')), []);
    const partial = smallWorld().employs('ada', { jobTitle: null, partial: true }).knows('ada');
    assert.deepEqual(rowsOf(partial.decides({ mapping })), []);
  });
});

describe('the profile of a joiner', () => {
  it('is what the mapping says; what the directory never fills stays empty', () => {
    const mapping = {
      ...defaultMapping,
      displayName: {
        ...defaultMapping.displayName,
        from: { join: [{ copy: 'surname' as const }, { copy: 'givenName' as const }], with: ', ' },
      },
      company: { ...defaultMapping.company, from: { constant: 'Contoso B.V.' } },
      jobTitle: { ...defaultMapping.jobTitle, policy: 'never' as const },
    };
    const row = only(smallWorld().decides({ mapping }).employs('ada'));
    assert.deepEqual(row.kind === 'joiner' && row.profile, {
      ...accountOf(person('ada')).profile,
      displayName: 'Byron, Ada',
      company: 'Contoso B.V.',
      jobTitle: null,
    });
  });
});

describe('the photo', () => {
  const photosOf = (photo: FieldPolicy): readonly string[] => {
    const world = smallWorld()
      .decides({ photo })
      .employs('joiner')
      .employs('mover', { jobTitle: 'Director' })
      .knows('mover')
      .employs('same')
      .knows('same')
      .employs('bare')
      .knows('bare', { externalId: null })
      .employs('shown')
      .knows('shown', { externalId: null, photo: 'ab' });
    return world.plan().rows.flatMap((row) => ('photo' in row && row.photo ? row.personId : []));
  };

  it('goes with rows that are there anyway, as often as the settings say', () => {
    assert.deepEqual(photosOf('never'), []);
    assert.deepEqual(photosOf('first-time'), ['joiner', 'bare']);
    assert.deepEqual(photosOf('always'), ['joiner', 'mover', 'bare', 'shown']);
  });
});
