import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describeEachEngine } from '../store/testing/each-engine.ts';
import type { Tenant } from '../tenant.testing.ts';
import { contoso, personId, type Story, staff } from '../vendors.testing.ts';
import { countChanges, nothing, readMobilo, readOutcomes, readWhy, useCompanies } from './companies.testing.ts';
import { effectsInLedger, effectsInMobilo } from './effects.testing.ts';
import { takePhoto, withPhotos } from './past.testing.ts';

const fingerprintOf = (name: string): string =>
  createHash('sha256')
    .update(Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from(name)]))
    .digest('hex');

describeEachEngine('a photo', (use) => {
  const companies = useCompanies(use);
  const approved = async (story: Story) => {
    const company = await companies.open(story);
    return [company, await company.approve(await withPhotos(company, await company.propose()))] as const;
  };
  const photosOf = async (company: Tenant) =>
    Object.fromEntries((await readMobilo(company)).accounts.map(({ profile, photo }) => [profile.displayName, photo]));
  const stepsOf = async (company: Tenant, planId: string, name: string) =>
    (await company.steps(planId))
      .filter(({ rowId }) => rowId.endsWith(personId(name)))
      .map(({ kind, state, reference }) => [kind, state, ...(kind === 'set-photo' ? [reference] : [])]);

  it('is copied last, to joiners, movers and links, and a person without one is done all the same', async () => {
    const story = contoso()
      .hire('Ada')
      .hire('Bob')
      .employ('Cleo', { jobTitle: 'Director' }, { state: 'deactivated' })
      .change('Cleo', { jobTitle: 'Head' })
      .meet('Dan');
    const [company, plan] = await approved(story);
    for (const name of ['Ada', 'Cleo', 'Dan']) takePhoto(company, name);
    const before = await readMobilo(company);
    await company.run(plan.id);
    assert.equal((await company.receipt(plan.id)).complete, true);
    const [ada, cleo, dan] = ['Ada', 'Cleo', 'Dan'].map(fingerprintOf);
    assert.deepEqual(await stepsOf(company, plan.id, 'Ada'), [
      ['create-account', 'confirmed'],
      ['place-order', 'confirmed'],
      ['set-photo', 'confirmed', ada],
    ]);
    assert.deepEqual((await stepsOf(company, plan.id, 'Bob')).at(-1), ['set-photo', 'confirmed', 'none']);
    assert.deepEqual(await stepsOf(company, plan.id, 'Cleo'), [
      ['update-account', 'confirmed'],
      ['reactivate-account', 'confirmed'],
      ['set-photo', 'confirmed', cleo],
    ]);
    assert.deepEqual(await stepsOf(company, plan.id, 'Dan'), [
      ['link-account', 'confirmed'],
      ['set-photo', 'confirmed', dan],
    ]);
    const { Ada, Bob, Cleo, Dan } = await photosOf(company);
    assert.deepEqual([Ada, Bob, Cleo, Dan], [ada, null, cleo, dan]);
    assert.deepEqual(effectsInLedger(await company.steps(plan.id)), effectsInMobilo(before, await readMobilo(company)));
    assert.deepEqual(await countChanges(company), nothing);
  });

  it('is not copied for rows that do not ask for it', async () => {
    const company = await companies.open(contoso().hire('Ada'));
    takePhoto(company, 'Ada');
    const plan = await company.approve(await company.propose());
    await company.run(plan.id);
    assert.equal((await photosOf(company)).Ada, null);
  });

  it('that Mobilo refuses fails alone: account and order stay done, and others go on', async () => {
    const [company, plan] = await approved(contoso().hire('Ada').hire('Bob'));
    takePhoto(company, 'Ada', new Uint8Array(4 * 1024 * 1024));
    takePhoto(company, 'Bob');
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'failed', 'joiner Bob': 'done' });
    assert.match(await readWhy(company, plan, 'Ada'), /larger than 4 MB/);
    assert.deepEqual(await stepsOf(company, plan.id, 'Ada'), [
      ['create-account', 'confirmed'],
      ['place-order', 'confirmed'],
      ['set-photo', 'failed', null],
    ]);
    assert.equal((await company.read(plan.id)).run?.state, 'finished');
    assert.equal((await readMobilo(company)).orders.length, 2);
  });

  it('that Graph does not let us read fails alone too, and says which permission is missing', async () => {
    const [company, plan] = await approved(contoso().hire('Ada').hire('Bob'));
    company.vendors.graph.faults.add({ match: `/users/${personId('Ada')}/photo`, status: 403 });
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'failed', 'joiner Bob': 'done' });
    assert.match(await readWhy(company, plan, 'Ada'), /must grant ProfilePhoto\.Read\.All\.$/);
  });

  it('waits while Graph is down, and the run goes on by itself', async () => {
    const [company, plan] = await approved(contoso().hire('Ada'));
    takePhoto(company, 'Ada');
    company.vendors.graph.faults.add({ match: `/users/${personId('Ada')}/photo`, status: 503, retryAfter: 0 });
    await assert.rejects(company.run(plan.id), { code: 'directory-unavailable' });
    company.vendors.graph.faults.clear();
    await company.run(plan.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done' });
    assert.equal((await readMobilo(company)).orders.length, 1);
  });

  it('is looked for after a crash: the same one is done, another one is set (case 70, case 71, case 72)', async () => {
    const [company, plan] = await approved(contoso().hire('Ada').hire('Bob'));
    for (const name of ['Ada', 'Bob']) takePhoto(company, name);
    const { control } = company.vendors.office;
    await control.addFault({ kind: 'drop-after', method: 'PUT', times: 2 });
    await assert.rejects(company.run(plan.id), { code: 'mobilo-outcome-unknown' });
    const before = await readMobilo(company);
    takePhoto(company, 'Bob', Buffer.from('Bob with a beard'));
    await company.run(plan.id, {}, staff.approver.id);
    assert.deepEqual(await readOutcomes(company, plan), { 'joiner Ada': 'done', 'joiner Bob': 'done' });
    const photos = await photosOf(company);
    assert.deepEqual([photos.Ada, photos.Bob], [fingerprintOf('Ada'), fingerprintOf('Bob with a beard')]);
    const ada = ({ accounts }: typeof before) => accounts.find(({ profile }) => profile.displayName === 'Ada');
    assert.deepEqual(ada(await readMobilo(company)), ada(before));
  });
});
