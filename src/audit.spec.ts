import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AuditEvent, findBreak, genesisHash, hashEvent } from './audit.ts';

const makeChain = (numbers: readonly number[]): readonly AuditEvent[] => {
  const events: AuditEvent[] = [];
  for (const number of numbers) {
    const event = {
      tenantId: 'contoso',
      kind: 'step.confirmed' as const,
      by: 'sync',
      planId: null,
      data: { number },
      sequence: events.length + 1,
      at: '2026-11-23T08:00:00.000Z',
      previousHash: events.at(-1)?.hash ?? genesisHash,
    };
    events.push({ ...event, hash: hashEvent(event) });
  }
  return events;
};

const chains = fc.array(fc.integer(), { minLength: 2, maxLength: 12 }).map(makeChain);

describe('An audit trail', () => {
  it('holds as it was written', () => {
    fc.assert(fc.property(chains, (events) => findBreak(events) === null));
    assert.equal(findBreak([]), null);
  });

  it('is broken at an event in which anything was changed', () => {
    const changes: readonly ((event: AuditEvent) => AuditEvent)[] = [
      (event) => ({ ...event, tenantId: 'fabrikam' }),
      (event) => ({ ...event, kind: 'step.failed' }),
      (event) => ({ ...event, by: 'somebody else' }),
      (event) => ({ ...event, planId: 'another plan' }),
      (event) => ({ ...event, data: { number: 'another number' } }),
      (event) => ({ ...event, at: '2026-11-23T08:00:00.001Z' }),
      (event) => ({ ...event, previousHash: event.hash }),
      (event) => ({ ...event, hash: genesisHash }),
    ];
    fc.assert(
      fc.property(chains, fc.nat(), fc.constantFrom(...changes), (events, pick, change) => {
        const index = pick % events.length;
        const tampered = events.map((event, at) => (at === index ? change(event) : event));
        assert.equal(findBreak(tampered), index + 1);
      }),
    );
  });

  it('is broken after an event that was taken away, put in twice or moved', () => {
    const [first, second, third] = makeChain([1, 2, 3]) as [AuditEvent, AuditEvent, AuditEvent];
    assert.equal(findBreak([first, third]), 3);
    assert.equal(findBreak([second, third]), 2);
    assert.equal(findBreak([first, first, second]), 1);
    assert.equal(findBreak([first, third, second]), 3);
  });

  it('is broken where an event was changed and its hash made to fit', () => {
    const [first, second, third] = makeChain([1, 2, 3]) as [AuditEvent, AuditEvent, AuditEvent];
    const forged = { ...second, by: 'somebody else' };
    assert.equal(findBreak([first, { ...forged, hash: hashEvent(forged) }, third]), 3);
  });
});
