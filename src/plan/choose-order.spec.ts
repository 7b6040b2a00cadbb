import assert from 'node:assert/strict';
import { defaultSettings } from '../settings.ts';
import { chooseOrder } from './choose-order.ts';
import type { JoinerOrder } from './plan.ts';
import { smallWorld } from './small-world.ts';

const orderOf = (cardSku: string): JoinerOrder => ({ ...defaultSettings.order, cardSku, teamId: `team-${cardSku}` });
const order = orderOf('paper');
const groupOrders = [
  { groupId: 'board', order: orderOf('metal') },
  { groupId: 'sales', order: orderOf('wood') },
  { groupId: 'sales', order: orderOf('recycled') },
];

describe('the order of a group (R18)', () => {
  it('is that of the first group in the list whose member the person is, however their groups are listed', () => {
    assert.deepEqual(chooseOrder(['sales', 'board'], { order, groupOrders }), {
      order: orderOf('metal'),
      orderGroupId: 'board',
    });
    assert.deepEqual(chooseOrder(['everybody', 'sales'], { order, groupOrders }), {
      order: orderOf('wood'),
      orderGroupId: 'sales',
    });
  });

  it('is that of the tenant for somebody in none of them', () => {
    const ofTenant = { order, orderGroupId: null };
    assert.deepEqual(chooseOrder(['everybody'], { order, groupOrders }), ofTenant);
    assert.deepEqual(chooseOrder(['sales'], { order, groupOrders: [] }), ofTenant);
  });

  it('is on the joiner, with the group that it comes from', () => {
    const plan = smallWorld().employs('ada').isIn('ada', 'sales').employs('bob').decides({ order, groupOrders }).plan();
    assert.deepEqual(
      plan.rows.map((row) => row.kind === 'joiner' && [row.personId, row.order.teamId, row.orderGroupId]),
      [
        ['ada', 'team-wood', 'sales'],
        ['bob', 'team-paper', null],
      ],
    );
  });
});
