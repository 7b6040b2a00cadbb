/** Calls /api/v1 as the tab of a person would. */
import type { EntraEmulator } from '../../src/emulators/entra/entra-emulator.ts';

export interface ApiWorld {
  readonly serverUrl: string;
  readonly entra: Pick<EntraEmulator, 'mintTabToken'>;
}

/** The answer's body; throws with the sentence of the problem when the answer is not a success. */
export const callApi = async <T>(
  world: ApiWorld,
  personId: string,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<T> => {
  const response = await fetch(`${world.serverUrl}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await world.entra.mintTabToken(personId)}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as T & { readonly detail?: string };
  if (response.ok) return answer;
  throw new Error(`${method} ${path} answered ${response.status}: ${answer.detail ?? 'no reason given'}`);
};
