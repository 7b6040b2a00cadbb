import { type StepKind, stepKinds, stepStates } from '../src/apply/receipt.ts';
import type { AuditEvent, Me, Plan } from './api.ts';
import type { Words } from './words.ts';

const isStep = (value: unknown): value is StepKind => stepKinds.some((kind) => kind === value);

/** What an event says happened: `Place order: done`, `Plan approved`. */
export const describeEvent = ({ kind, data }: AuditEvent, words: Words): string => {
  const state = stepStates.find((name) => kind === `step.${name}`);
  if (state && isStep(data.step)) return `${words(`step.${data.step}`)}: ${words(`step-state.${state}`)}`;
  return words(`audit.${kind}`);
};

/** Whom a step was about, with the reference at Mobilo. The trail holds ids only; the names come from the receipt. */
export const nameSubject = ({ data }: AuditEvent, names: ReadonlyMap<string, string>): string => {
  const name = names.get(String(data.row)) ?? '';
  return typeof data.reference === 'string' ? `${name} (${data.reference})` : name;
};

/** Who did it. Only people whom the page knows anyway are named; the product itself is not worth a word. */
export const nameActor = ({ by }: AuditEvent, plan: Plan, me: Me): string => {
  if (by === 'sync') return '';
  if (by === me.id) return me.name;
  return by === plan.decision?.by.id ? plan.decision.by.name : by;
};
