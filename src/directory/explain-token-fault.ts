import { SyncError } from '../errors.ts';

/** What is known of a refused token request. */
export interface TokenFault {
  /** The AADSTS number, where Entra gave one. */
  readonly aadsts: number | null;
  readonly suberror: string;
  /** Claims challenge of Conditional Access, to be handed to an interactive sign-in; empty when there is none. */
  readonly claims: string;
  readonly interactionRequired: boolean;
  readonly correlationId: string;
}

const consentMissing: ReadonlySet<number> = new Set([65001, 65004, 650056, 650057]);
const assertionRefused: ReadonlySet<number> = new Set([50013, 50034, 50057, 50131, 500131, 500133, 500137, 7000114]);
const operatorSentences: Readonly<Record<number, string>> = {
  7000215: 'the client secret is wrong; put the value of the secret, not its id, into the settings',
  7000222: 'the client secret has expired; make a new one in Entra and put it into the settings',
  7000216: 'no client secret or certificate was sent; put one into the settings',
  700027: 'the certificate is not registered for this app, or has expired; upload it in Entra',
  700016: 'the app is not registered in this tenant; check the client id and the tenant id in the settings',
  7000112: 'the app is disabled in this tenant; enable its enterprise application in Entra',
  7000229: 'the app has no service principal in this tenant; grant admin consent once',
  90002: 'the tenant does not exist; check the tenant id in the settings',
  500011: 'the tenant does not know the service that the token is for; check the scope and the cloud',
};

const explainOperatorFault = (aadsts: number | null): string => {
  const known = aadsts === null ? undefined : operatorSentences[aadsts];
  const number = aadsts === null ? 'no error number' : `AADSTS${aadsts}`;
  const reason = known ?? 'see the error number in the Entra documentation or in the sign-in logs';
  return `Microsoft Entra ID refuses this app (${number}): ${reason}.`;
};

/** Says in a sentence what went wrong and what to do; carries AADSTS number and correlation id, never a token. */
export const explainTokenFault = (fault: TokenFault): SyncError => {
  const { aadsts, claims, correlationId } = fault;
  const details = { aadsts, correlationId, ...(claims && { claims }) };
  if (fault.suberror === 'consent_required' || (aadsts !== null && consentMissing.has(aadsts))) {
    const sentence =
      'This app lacks consent in your organization. An administrator must grant it on the first page of the tab.';
    return new SyncError('consent-required', sentence, { details });
  }
  if (aadsts !== null && assertionRefused.has(aadsts)) {
    const sentence = 'Microsoft Entra ID no longer accepts your sign-in. Reload the tab to sign in again.';
    return new SyncError('unauthenticated', sentence, { details });
  }
  if (fault.interactionRequired) {
    const sentence = 'Your organization asks for one more sign-in step. Press the button to continue in a new window.';
    return new SyncError('consent-required', sentence, { details });
  }
  return new SyncError('directory-forbidden', explainOperatorFault(aadsts), { details });
};
