import type { Account, CreditPool, Order, Team } from '../../mobilo/mobilo.ts';
import type { AccountEdit, StateDump } from './control-router.ts';
import type { FaultRequest } from './faults.ts';

/** The control routes of a running emulator, for tests and the demonstration. */
export interface MobiloControl {
  /** Makes the next matching requests go wrong. */
  readonly addFault: (fault: FaultRequest) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  /** Changes an account as its owner or Mobilo would, found by id or address. */
  readonly editAccount: (idOrEmail: string, edit: AccountEdit) => Promise<Account>;
  readonly setAvailable: (sku: string, available: number) => Promise<CreditPool>;
  /** A new team, or a new name for one. */
  readonly putTeam: (team: Team) => Promise<Team>;
  /** Its accounts are in no team then. */
  readonly removeTeam: (id: string) => Promise<void>;
  /** Placed, then in production, then shipped with its cards active. */
  readonly advanceOrder: (id: string) => Promise<Order>;
  /** Every access token stops working at once; refresh tokens go on. */
  readonly expireTokens: () => Promise<void>;
  readonly readState: () => Promise<StateDump>;
}

/** Talks to the control routes of the emulator at `url`, in this process or another. */
export const createMobiloControl = (url: string): MobiloControl => {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_control${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The emulator refused ${method} ${path}: ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  return {
    addFault: async (fault) => {
      await call('POST', '/faults', fault);
    },
    clearFaults: async () => {
      await call('DELETE', '/faults');
    },
    // What comes back is what the control routes of this same folder send.
    editAccount: async (idOrEmail, edit) =>
      (await call('PATCH', `/accounts/${encodeURIComponent(idOrEmail)}`, edit)) as Account,
    setAvailable: async (sku, available) =>
      (await call('PUT', `/pools/${encodeURIComponent(sku)}`, { available })) as CreditPool,
    putTeam: async ({ id, name }) => (await call('PUT', `/teams/${encodeURIComponent(id)}`, { name })) as Team,
    removeTeam: async (id) => {
      await call('DELETE', `/teams/${encodeURIComponent(id)}`);
    },
    advanceOrder: async (id) => (await call('POST', `/orders/${id}/advance`)) as Order,
    expireTokens: async () => {
      await call('POST', '/expire-tokens');
    },
    readState: async () => (await call('GET', '/state')) as StateDump,
  };
};
