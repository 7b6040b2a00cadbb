import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Settings } from './settings.ts';

/**
 * SHA-256 of the settings that shape a plan: a plan made under others has another fingerprint. Who decides, how held
 * removals are released, what is applied by itself and how often is read make no plan another one.
 */
export const hashSettings = (settings: Settings): string => {
  const { approvers, approverGroupId, release, autoUpdates, readEveryMinutes, ...shaping } = settings;
  return createHash('sha256').update(canonicalJson(shaping)).digest('hex');
};
