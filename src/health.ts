/** Is everything connected? Asked at the vendors now, so that the answer is about now. */
import type { Directory } from './directory/directory.ts';
import { type ErrorCode, SyncError } from './errors.ts';
import type { Mobilo } from './mobilo/mobilo.ts';
import { mayDecide, readRole } from './roles.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/store.ts';
import { readLastReading, readQuarantine, readSettings } from './store/tenants.ts';
import type { Quarantine } from './watermark.ts';

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
  /** The readings that failed one after the other since then (guard G6); null when the last one succeeded. */
  readonly quarantine: Quarantine | null;
  /** Whether updates are applied without asking; null where that is switched off. */
  readonly automatic: Check | null;
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

interface HealthTools {
  readonly store: Store;
  readonly directory: Directory;
  readonly mobilo: Mobilo;
}

const checkAutomatic = async ({ directory, mobilo }: HealthTools, settings: Settings): Promise<Check | null> => {
  const by = settings.autoUpdates;
  if (!by) return null;
  return check(async () => {
    const answer = mayDecide(await readRole(directory, mobilo, settings, by.id));
    if (answer === 'yes') return { ok: true, code: null, sentence: `Updates are applied in the name of ${by.name}.` };
    const why = answer === 'no' ? 'has no role for that any more' : 'has a role that cannot be checked now';
    return {
      ok: false,
      code: 'forbidden',
      sentence: `Updates wait for a person, because ${by.name}, who let them be applied without asking, ${why}. Have an administrator save that setting again.`,
    };
  });
};

export const readHealth = async (tools: HealthTools): Promise<Health> => {
  const { store } = tools;
  const { tenantId } = tools.directory;
  const [directory, mobilo, automatic] = await Promise.all([
    check(() => checkDirectory(tools.directory)),
    check(() => checkMobilo(tools.mobilo)),
    readSettings(store, tenantId).then((settings) => checkAutomatic(tools, settings)),
  ]);
  const lastReading = await readLastReading(store, tenantId);
  const quarantine = await readQuarantine(store, tenantId);
  return { directory, mobilo, lastReadingAt: lastReading?.toISOString() ?? null, quarantine, automatic };
};
