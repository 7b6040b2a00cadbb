import assert from 'node:assert/strict';
import { selectPerson, toPerson } from './graph-person.ts';

const ada = { id: 'ada', userPrincipalName: 'ada@contoso.example', mail: 'ada@contoso.example' };

describe('Graph’s user entity as a person', () => {
  it('brings the addresses for mail that say more than the first one (case 4, case 7)', () => {
    const proxyAddresses = [
      'SMTP:Ada@contoso.example',
      'smtp:a.l@contoso.example',
      'sip:ada@contoso.example',
      'x500:/o=x',
    ];
    assert.deepEqual(toPerson({ ...ada, proxyAddresses }).proxyAddresses, ['smtp:a.l@contoso.example']);
    assert.deepEqual(toPerson({ ...ada, mail: null, proxyAddresses }).proxyAddresses, [
      'SMTP:Ada@contoso.example',
      'smtp:a.l@contoso.example',
    ]);
  });

  it('says when a property is missing from the answer, which is not the same as empty (case 14)', () => {
    const whole = Object.fromEntries(
      selectPerson(false)
        .split(',')
        .map((name) => [name, null]),
    );
    assert.equal(toPerson({ ...whole, ...ada }).partial, undefined);
    const { jobTitle: _, ...without } = whole;
    assert.equal(toPerson({ ...without, ...ada }).partial, true);
  });

  it('takes absent for empty, and knows about licences only what was told (case 16)', () => {
    const { department, businessPhones, accountEnabled, licensed } = toPerson({ id: 'ada' });
    assert.deepEqual([department, businessPhones, accountEnabled, licensed], [null, [], null, null]);
    assert.equal(toPerson({ id: 'ada', assignedLicenses: [] }).licensed, false);
    assert.equal(toPerson({ id: 'ada', assignedLicenses: [{}] }).licensed, true);
  });

  const wrong: Readonly<Record<string, unknown>> = {
    id: { displayName: 'Nobody' },
    department: { ...ada, department: 7 },
    accountEnabled: { ...ada, accountEnabled: 'yes' },
    businessPhones: { ...ada, businessPhones: [7] },
    proxyAddresses: { ...ada, proxyAddresses: 'SMTP:ada@contoso.example' },
    assignedLicenses: { ...ada, assignedLicenses: 'many' },
    account: null,
  };
  for (const [what, entity] of Object.entries(wrong))
    it(`is none when the ${what} cannot be read`, () => {
      assert.throws(() => toPerson(entity), {
        code: 'directory-unavailable',
        message: `Microsoft Graph sent a person whose ${what} cannot be read. Try again.`,
      });
    });
});
