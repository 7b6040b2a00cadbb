import { z } from 'zod';
import { EntraError } from './entra-error.ts';
import type { EntraState } from './entra-state.ts';

/** An order to refuse. Without `grant` every grant is refused; without `times` until the faults are cleared. */
export const entraFault = z.object({
  grant: z.enum(['client_credentials', 'on_behalf_of', 'refresh_token']).optional(),
  times: z.number().int().positive().optional(),
  status: z.number().int().min(400).max(599).default(400),
  error: z.string().default('invalid_grant'),
  code: z.number().int().default(50000),
  sentence: z.string().default('This refusal was ordered.'),
  suberror: z.string().optional(),
  claims: z.string().optional(),
  headers: z.record(z.string()).default({}),
});
export type EntraFault = z.infer<typeof entraFault>;

/** Throws the first fault that was ordered for this grant, and counts it. */
export const throwOrderedFault = (state: EntraState, grant: string): void => {
  const index = state.faults.findIndex((fault) => fault.grant === undefined || fault.grant === grant);
  const fault = state.faults[index];
  if (!fault) return;
  if (fault.times === 1) state.faults.splice(index, 1);
  else if (fault.times) state.faults[index] = { ...fault, times: fault.times - 1 };
  const { suberror, claims } = fault;
  throw new EntraError(fault.status, fault.error, fault.code, fault.sentence, {
    extra: { ...(suberror && { suberror }), ...(claims && { claims }) },
    headers: fault.headers,
  });
};
