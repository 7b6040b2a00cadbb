import assert from 'node:assert/strict';
import { defaultMapping, type Mapping } from './plan/mapping.ts';
import { previewMapping } from './plan/preview-mapping.ts';
import { person } from './plan/small-world.ts';
import { previewOnPeople } from './preview.ts';
import { defaultSettings } from './settings.ts';
import { knownPeople } from './store/schema.ts';
import type { Store } from './store/store.ts';
import { saveSettings } from './store/tenants.ts';
import { describeEachEngine } from './store/testing/each-engine.ts';
import { contoso, personId, startVendors, type Vendors } from './vendors.testing.ts';

const mapping: Mapping = {
  ...defaultMapping,
  displayName: { ...defaultMapping.displayName, from: { lower: { copy: 'displayName' } } },
  company: { ...defaultMapping.company, from: { constant: 'Contoso B.V.' }, policy: 'first-time' },
  jobTitle: { ...defaultMapping.jobTitle, policy: 'never' },
};

describe('a mapping tried on people', () => {
  it('says field by field what each would get, in the order of their ids', () => {
    const [ada, bob, ...others] = previewMapping([person('bob', { displayName: null }), person('ada')], mapping);
    assert.deepEqual(others, []);
    assert.deepEqual(ada, {
      personId: 'ada',
      name: 'Ada Byron',
      fields: [
        { field: 'displayName', value: 'ada byron', policy: 'always' },
        { field: 'givenName', value: 'Ada', policy: 'always' },
        { field: 'surname', value: 'Byron', policy: 'always' },
        { field: 'jobTitle', value: null, policy: 'never' },
        { field: 'department', value: 'Research', policy: 'always' },
        { field: 'company', value: 'Contoso B.V.', policy: 'first-time' },
        { field: 'office', value: null, policy: 'always' },
        { field: 'phone', value: '+31 20 555 0100', policy: 'always' },
        { field: 'mobile', value: null, policy: 'always' },
      ],
    });
    assert.deepEqual([bob?.name, bob?.fields[0]?.value], ['bob@contoso.example', null]);
  });
});

describeEachEngine('a preview', (use) => {
  const names = ['Ada Byron', 'Bob Marley', 'Cleo Patra', 'Dan Brown', 'Eve Adams', 'Fay Wray', 'Gus Grissom'];
  const story = names.reduce((company, name) => company.hire(name), contoso());
  let store: Store;
  let vendors: Vendors;
  before(async () => {
    store = await use().open();
    vendors = await startVendors({ world: story.world });
    await saveSettings(store, vendors.tenantId, { ...defaultSettings, groups: story.world.groupsInScope });
  });
  after(() => vendors.close());
  const preview = async (who?: string) => previewOnPeople({ directory: vendors.directory, store }, mapping, who);

  it('is of one person, by object id or address', async () => {
    for (const who of [personId('Ada Byron'), 'ada.byron@contoso.example'])
      assert.deepEqual(
        (await preview(who)).map((one) => [one.personId, one.fields[0]?.value]),
        [[personId('Ada Byron'), 'ada byron']],
      );
  });

  it('of somebody who does not exist is refused', async () => {
    await assert.rejects(preview('nobody@contoso.example'), { code: 'not-found' });
  });

  it('is of five people in scope, also before anybody is known', async () => {
    assert.equal((await preview()).length, 5);
  });

  it('is of those who were in scope last time', async () => {
    const row = { tenantId: vendors.tenantId, address: null };
    await store.db.insert(knownPeople).values([
      { ...row, personId: personId('Fay Wray'), groupIds: ['staff'] },
      { ...row, personId: personId('Bob Marley'), groupIds: [] },
    ]);
    assert.deepEqual(
      (await preview()).map(({ name }) => name),
      ['Fay Wray'],
    );
  });

  it('of a mapping that cannot be used is refused', async () => {
    const unusable: Mapping = { ...mapping, displayName: { ...mapping.displayName, policy: 'never' } };
    await assert.rejects(previewOnPeople({ directory: vendors.directory, store }, unusable, undefined), {
      code: 'bad-request',
    });
  });
});
