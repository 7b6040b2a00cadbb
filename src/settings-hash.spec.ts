import assert from 'node:assert/strict';
import { defaultSettings, type Settings } from './settings.ts';
import { hashSettings } from './settings-hash.ts';

const isSame = (change: Partial<Settings>): boolean =>
  hashSettings({ ...defaultSettings, ...change }) === hashSettings(defaultSettings);

describe('the hash of the settings', () => {
  it('is another one under settings that make another plan (case 60)', () => {
    const shaping: readonly Partial<Settings>[] = [
      { groups: ['one'] },
      { removalLimit: { count: 6, percent: 5 } },
      { phoneRegion: 'BE' },
      { deleteAfterDays: null },
      { exclusions: { ...defaultSettings.exclusions, guestsIn: true } },
      { mapping: { ...defaultSettings.mapping, office: { ...defaultSettings.mapping.office, policy: 'never' } } },
    ];
    assert.deepEqual(
      shaping.filter((change) => isSame(change)),
      [],
    );
  });

  it('is the same whoever decides, however that is done, and however often is read', () => {
    const others: readonly Partial<Settings>[] = [
      { approvers: ['somebody'] },
      { approverGroupId: 'a group' },
      { release: 'second-person' },
      { autoUpdates: { id: 'somebody', name: 'Anna' } },
      { readEveryMinutes: null },
    ];
    assert.deepEqual(
      others.filter((change) => !isSame(change)),
      [],
    );
  });

  it('does not depend on the order in which settings are kept', () => {
    const backwards = Object.fromEntries(Object.entries(defaultSettings).reverse()) as unknown as Settings;
    assert.equal(hashSettings(backwards), hashSettings(defaultSettings));
  });
});
