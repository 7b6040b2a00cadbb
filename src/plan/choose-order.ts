import type { Settings } from '../settings.ts';
import type { Joiner } from './plan.ts';

/** What somebody of these groups gets: the order of the first group in the settings' list that has them, else the tenant's (R18). */
export const chooseOrder = (
  groupIds: readonly string[],
  { order, groupOrders }: Pick<Settings, 'order' | 'groupOrders'>,
): Pick<Joiner, 'order' | 'orderGroupId'> => {
  const first = groupOrders.find(({ groupId }) => groupIds.includes(groupId));
  return first ? { order: first.order, orderGroupId: first.groupId } : { order, orderGroupId: null };
};
