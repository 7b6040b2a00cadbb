import assert from 'node:assert/strict';
import { findShortages } from './forecast.ts';
import { smallWorld } from './small-world.ts';

const world = () =>
  smallWorld()
    .employs('ada')
    .employs('bob', { employeeHireDate: '2027-01-12T00:00:00Z' })
    .employs('cleo', { employeeHireDate: '2027-01-12T08:00:00Z' })
    .employs('dan', { employeeHireDate: '2027-02-01T00:00:00Z' })
    .decides({ orderAheadDays: 10 });

describe('the forecast of credits (R6, case 26)', () => {
  it('adds up by day and pool what falls due, after the joiners of the plan', () => {
    assert.deepEqual(world().hasCredits('card-metal', 2).plan().forecast, [
      { sku: 'card-metal', name: 'Metal card', on: '2027-01-02', needed: 3, left: -1 },
      { sku: 'user', name: 'User licence', on: '2027-01-02', needed: 3, left: 97 },
      { sku: 'card-metal', name: 'Metal card', on: '2027-01-22', needed: 4, left: -2 },
      { sku: 'user', name: 'User licence', on: '2027-01-22', needed: 4, left: 96 },
    ]);
  });

  it('is empty when nobody is hired later', () => {
    assert.deepEqual(world().decides({ orderAheadDays: null }).plan().forecast, []);
  });

  it('names the first day on which each pool is short', () => {
    const { forecast } = world().hasCredits('card-metal', 2).hasCredits('user', 3).plan();
    assert.deepEqual(
      findShortages(forecast).map(({ sku, on, left }) => [sku, on, left]),
      [
        ['card-metal', '2027-01-02', -1],
        ['user', '2027-01-22', -1],
      ],
    );
  });
});
