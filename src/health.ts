/** Is everything connected? Asked at the vendors now, so that the answer is about now. */
import type { Directory } from './directory/directory.ts';
import { type ErrorCode, SyncError } from './errors.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import type { Store } from './store/store.ts';
import { readLastReading } from './store/tenants.ts';

interface Check {
  readonly ok: boolean;
  /** What is wrong, for programs; null when all is well. */
  readonly code: ErrorCode | null;
  /** What is the case and, when it is not well, what to do next. */
  readonly sentence: string;
}

/** Is everything in order? For `status` and the first page of the tab. */
export interface Health {
  readonly directory: Check;
  readonly mobilo: Check;
  readonly lastReadingAt: string | null;
}

const check = async (look: () => Promise<Check>): Promise<Check> => {
  try {
    return await look();
  } catch (error) {
    if (error instanceof SyncError) return { ok: false, code: error.code, sentence: error.message };
    throw error;
  }
};

const checkDirectory = async (directory: Directory): Promise<Check> => {
  await directory.isGlobalAdministrator('00000000-0000-0000-0000-000000000000');
  return { ok: true, code: null, sentence: 'Entra ID answers.' };
};

const checkMobilo = async (mobilo: Mobilo): Promise<Check> => {
  const { organization, role } = await mobilo.readMe();
  return role === 'admin'
    ? { ok: true, code: null, sentence: `Mobilo is connected to ${organization}.` }
    : {
        ok: false,
        code: 'mobilo-forbidden',
        sentence: 'The person who connected Mobilo is no admin there. An admin must connect Mobilo again.',
      };
};

export const readHealth = async (tools: {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
}): Promise<Health> => {
  const [directory, mobilo, lastReading] = await Promise.all([
    check(() => checkDirectory(tools.directory)),
    check(() => checkMobilo(tools.mobilo)),
    readLastReading(tools.store, tools.directory.tenantId),
  ]);
  return { directory, mobilo, lastReadingAt: lastReading?.toISOString() ?? null };
};
