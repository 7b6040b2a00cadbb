import assert from 'node:assert/strict';
import { readPersonId, readPlanId } from './read-plan-id.ts';

describe('a deep link into the tab', () => {
  const id = '6f1c2a34-5b6d-4e8f-9a0b-1c2d3e4f5a6b';

  it('opens the plan it names', () => {
    assert.equal(readPlanId(`plan/${id}`), id);
  });

  it('opens the pending plan when it names none, or something else', () => {
    const links = [null, '', 'plan', 'plan/', 'plan/../me', `receipt/${id}`, `plan/${id}x`];
    assert.deepEqual(links.map(readPlanId), [null, null, null, null, null, null, null]);
  });

  it('explains the person it names, and nobody otherwise', () => {
    const links = [
      `person/${id.toUpperCase()}`,
      null,
      'person',
      'person/ada@contoso.com',
      'person/../me',
      `plan/${id}`,
    ];
    assert.deepEqual(links.map(readPersonId), [id, null, null, null, null, null]);
  });
});
