import { waitUntil } from '../../bot/development/wait-until.ts';
import { createMobiloControl } from '../../src/emulators/mobilo/mobilo-control.ts';
import type { Tenant } from './tenant.ts';

/** Slows Mobilo's writes down, so that there is a middle to be killed in. */
export const slowMobilo = async (tenant: Tenant): Promise<void> => {
  const control = createMobiloControl(tenant.running.mobilo.url);
  await control.addFault({
    kind: 'slow',
    method: 'POST|PATCH|DELETE',
    path: '^/v1',
    milliseconds: 60,
    times: 1_000_000,
  });
};

/** Waits until some orders have arrived at Mobilo and others have not, and cuts the power. */
export const killInMidApply = async (tenant: Tenant, joiners: number): Promise<void> => {
  const { orders } = tenant.running.mobilo.state;
  await waitUntil('the first orders', async () => (orders.size > 0 || joiners === 0 ? true : null), { every: 5 });
  await tenant.killAndRestart();
};

export interface OrderCount {
  readonly orders: number;
  readonly accountsWithOneOrder: number;
  readonly accountsWithMore: number;
}

/** How often each account occurs in the lines of Mobilo's orders. */
export const countOrders = (tenant: Tenant): OrderCount => {
  const lines = new Map<string, number>();
  const { orders } = tenant.running.mobilo.state;
  for (const order of orders.values())
    for (const { accountId } of order.lines) lines.set(accountId, (lines.get(accountId) ?? 0) + 1);
  const counts = [...lines.values()];
  return {
    orders: orders.size,
    accountsWithOneOrder: counts.filter((count) => count === 1).length,
    accountsWithMore: counts.filter((count) => count > 1).length,
  };
};
