import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phoneKey } from '../phones.ts';
import { propertyRuns } from '../property-runs.testing.ts';
import { defaultSettings } from '../settings.ts';
import { compareAccount } from './compare.ts';
import { hashProfile } from './hash-profile.ts';
import { defaultMapping, type FieldRule, type Mapping } from './mapping.ts';
import type { Difference } from './plan.ts';
import { type PlanTools, plainTools } from './plan-tools.ts';
import { accountOf, person } from './small-world.ts';

const dutch: PlanTools = { phoneKey: (text) => phoneKey(text, 'NL') };
const withJob = (rule: Partial<FieldRule>): Mapping => ({
  ...defaultMapping,
  jobTitle: { ...defaultMapping.jobTitle, ...rule },
});

const profileWith = (jobTitle: string | null) => ({ ...accountOf(person('ada')).profile, jobTitle });

/** Compares one job title: what the directory, Mobilo and their last agreement say. `undefined`: they never agreed. */
const compareJob = (
  rule: Partial<FieldRule>,
  directory: string | null,
  mobilo: string | null,
  agreed: string | null | undefined,
  mayBlank = true,
): string => {
  const account = accountOf(person('ada'), { profile: profileWith(mobilo) });
  const differences = compareAccount(account, person('ada', { jobTitle: directory }), {
    mapping: withJob(rule),
    tools: plainTools,
    address: null,
    agreed: agreed === undefined ? undefined : hashProfile(profileWith(agreed)),
    mayBlank,
  });
  return differences.map(({ from, to, edited }) => `${from} -> ${to}${edited ? ', edited' : ''}`).join() || 'nothing';
};

const [always, once, never] = [{ policy: 'always' }, { policy: 'first-time' }, { policy: 'never' }] as const;
const blank = { policy: 'always', whenCleared: 'blank' } as const;
const onceBlank = { policy: 'first-time', whenCleared: 'blank' } as const;

type Line = readonly [
  rule: Partial<FieldRule>,
  directory: string | null,
  mobilo: string | null,
  agreed: string | null | undefined,
  gives: string,
];

const table: readonly Line[] = [
  [always, 'A', 'A', undefined, 'nothing'],
  [always, 'A', 'A', 'A', 'nothing'],
  [always, 'A', 'A', 'B', 'nothing'],
  [always, 'A', 'B', undefined, 'B -> A'],
  [always, 'A', 'B', 'B', 'B -> A'],
  [always, 'A', 'B', 'A', 'B -> A, edited'],
  [always, 'A', 'B', 'C', 'B -> A, edited'],
  [always, 'A', null, undefined, 'null -> A'],
  [always, 'A', null, null, 'null -> A'],
  [always, 'A', null, 'A', 'null -> A, edited'],
  [always, null, 'B', undefined, 'nothing'],
  [always, null, 'B', 'A', 'nothing'],
  [always, null, null, 'A', 'nothing'],
  [blank, 'A', 'B', 'B', 'B -> A'],
  [blank, null, 'B', undefined, 'B -> null'],
  [blank, null, 'B', 'B', 'B -> null'],
  [blank, null, 'B', 'A', 'B -> null, edited'],
  [blank, null, 'B', null, 'B -> null, edited'],
  [blank, null, null, 'A', 'nothing'],
  [once, 'A', null, undefined, 'null -> A'],
  [once, 'A', null, null, 'null -> A'],
  [once, 'A', null, 'A', 'nothing'],
  [once, 'A', null, 'B', 'nothing'],
  [once, 'A', 'B', undefined, 'nothing'],
  [once, 'A', 'B', 'B', 'nothing'],
  [once, 'A', 'B', 'A', 'nothing'],
  [once, null, null, undefined, 'nothing'],
  [onceBlank, null, 'B', 'B', 'nothing'],
  [never, 'A', 'B', undefined, 'nothing'],
  [never, 'A', null, undefined, 'nothing'],
  [never, null, 'B', 'B', 'nothing'],
];

describe('three-way comparison (case 74)', () => {
  for (const [rule, directory, mobilo, agreed, gives] of table)
    it(`${Object.values(rule).join(' and ')}: ${directory} in the directory, ${mobilo} in Mobilo, agreed on ${agreed}: ${gives} (case 74)`, () => {
      assert.equal(compareJob(rule, directory, mobilo, agreed), gives);
    });

  it('takes a hash of another form for no agreement (case 74)', () => {
    const account = accountOf(person('ada'), { profile: profileWith('B') });
    const comparison = { mapping: defaultMapping, tools: plainTools, address: null, agreed: 'abc', mayBlank: true };
    assert.deepEqual(compareAccount(account, person('ada'), comparison), [
      { field: 'jobTitle', from: 'B', to: 'Engineer', edited: false },
    ]);
  });
});

describe('a hash of a profile', () => {
  it('has seven digits a field, and changes in the field that changed alone', () => {
    const [before, after] = [hashProfile(profileWith('A')), hashProfile(profileWith('B'))];
    assert.match(before, /^[0-9a-z]{63}$/);
    const changed = Array.from(
      { length: 9 },
      (_, at) => before.slice(at * 7, at * 7 + 7) !== after.slice(at * 7, at * 7 + 7),
    );
    assert.deepEqual(changed, [false, false, false, true, false, false, false, false, false]);
  });

  it('is that of FNV-1a: nothing, and the bytes of "foobar" as its authors publish them', () => {
    const hashOf = (jobTitle: string | null) => Number.parseInt(hashProfile(profileWith(jobTitle)).slice(21, 28), 36);
    assert.deepEqual([null, '\u6f66\u626f\u7261'].map(hashOf), [0x811c9dc5, 0xbf9cf968]);
  });

  it('is the same for the same text in another form', () => {
    assert.equal(
      hashProfile(profileWith('Directrice de me\u0301dia ')),
      hashProfile(profileWith('Directrice de m\u00e9dia')),
    );
    const phone = (text: string) => hashProfile({ ...profileWith('A'), phone: text });
    assert.equal(phone('+31 20 555-0100'), phone('+31205550100'));
  });
});

const compare = (
  owner: ReturnType<typeof person>,
  account: ReturnType<typeof accountOf>,
  change = {},
): readonly Difference[] =>
  compareAccount(account, owner, {
    mapping: defaultMapping,
    tools: dutch,
    address: null,
    agreed: undefined,
    mayBlank: true,
    ...change,
  });

describe('comparing', () => {
  it('never blanks from a reading that broke off (case 13, case 14, case 47)', () => {
    assert.equal(compareJob(blank, null, 'B', 'B', false), 'nothing');
  });

  it('leaves the whole profile alone without a display name, and never blanks one (case 12, case 13)', () => {
    const rule: FieldRule = { from: { copy: 'surname' }, policy: 'always', whenCleared: 'blank' };
    const mapping = { ...withJob(blank), displayName: rule };
    const nameless = person('ada', { surname: null, jobTitle: null });
    assert.deepEqual(compare(nameless, accountOf(person('ada')), { mapping }), []);
  });

  it('takes text in another Unicode form, or with space around it, for the same (case 11)', () => {
    const account = accountOf(person('ada', { jobTitle: 'Me\u0301dia' }));
    const asKept = { ...account, profile: { ...account.profile, jobTitle: ' Me\u0301dia ' } };
    assert.deepEqual(compare(person('ada', { jobTitle: 'M\u00e9dia' }), asKept), []);
  });

  it('gives a number that dials the same no line, and another one as the directory writes it (case 15)', () => {
    const account = accountOf(person('ada', { businessPhones: ['020 555 0100'], mobilePhone: '06-12345678' }));
    const [same, other] = ['+31 6 1234 5678', '+31 6 1234 5679'].map((mobilePhone) =>
      compare(person('ada', { mobilePhone }), account),
    );
    assert.deepEqual(same, []);
    assert.deepEqual(other, [{ field: 'mobile', from: '06-12345678', to: '+31 6 1234 5679', edited: false }]);
  });

  it('keeps the one of several business phones that Mobilo has (case 15)', () => {
    const ada = person('ada', { businessPhones: ['+31 20 555 0100', '+31 20 555 0200'] });
    const has = (phone: string) => accountOf(person('ada', { businessPhones: [phone] }));
    assert.deepEqual(compare(ada, has('020 555 0200')), []);
    assert.deepEqual(compare(ada, has('020 555 0300')), [
      { field: 'phone', from: '020 555 0300', to: '+31 20 555 0100', edited: false },
    ]);
  });

  it('asks what a number dials only when it is written in another way (case 15)', () => {
    let asked = 0;
    const tools = {
      phoneKey: (text: string) => {
        asked += 1;
        return text;
      },
    };
    compare(person('ada'), accountOf(person('ada')), { tools });
    assert.equal(asked, 0);
  });

  it('names what changed of a married colleague, the address too (case 1, case 2)', () => {
    const married = person('ada', { displayName: 'Ada King', surname: 'King', mail: 'ada.king@contoso.example' });
    assert.deepEqual(compare(married, accountOf(person('ada')), { address: 'ada.king@contoso.example' }), [
      { field: 'displayName', from: 'Ada Byron', to: 'Ada King', edited: false },
      { field: 'surname', from: 'Byron', to: 'King', edited: false },
      { field: 'email', from: 'ada@contoso.example', to: 'ada.king@contoso.example', edited: false },
    ]);
  });
});

/** The same person, written in another way. */
const text = fc.string({
  unit: fc.constantFrom('a', '\u00e9', '\u00c5', '\u1e69', '\ud55c', '\u05d0', '\u{1f642}', ' ', 'I'),
  minLength: 1,
  maxLength: 8,
});
const rewrite = fc.record({
  form: fc.constantFrom('NFC', 'NFD'),
  before: fc.constantFrom('', ' '),
  upper: fc.boolean(),
});

describe('the same person written in another way', () => {
  it('gives no difference: encoding, case of the address, format of the phone (case 11, case 15)', () => {
    const somebody = fc.record({ name: text, title: text, number: fc.integer({ min: 1_000_000, max: 9_999_999 }) });
    const formats = ['+31 20 #', '020-#', '0031 20 #', '(020) #', '+3120#'];
    fc.assert(
      fc.property(somebody, rewrite, fc.constantFrom(...formats), (given, { form, before, upper }, format) => {
        const digits = String(given.number);
        const mail = 'jos\u00e9.\u00e5@contoso.example';
        const ada = person('ada', {
          displayName: `A${given.name}`,
          jobTitle: given.title,
          businessPhones: [`+31 20 ${digits}`],
          mail,
        });
        const again = (value: string) => `${before}${value.normalize(form)}`;
        const address = again(upper ? mail.toUpperCase() : mail);
        const other = person('ada', {
          displayName: again(`A${given.name}`),
          jobTitle: again(given.title),
          businessPhones: [format.replace('#', digits)],
          mail: address,
        });
        assert.deepEqual(compare(other, accountOf(ada), { address: null }), []);
        const account = accountOf(ada, { email: address });
        const world = { address: accountOf(ada).email, mapping: defaultSettings.mapping };
        assert.deepEqual(compare(ada, account, world), []);
      }),
      propertyRuns,
    );
  });
});
