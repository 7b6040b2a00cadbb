/** What of teams-js the host answers. A spec calls every line through teams-js itself, so the table cannot flatter. */

export interface Covered {
  /** The public function of teams-js. */
  readonly sdk: string;
  /** reply: answered at once. later: answered when a person has acted. none: the real host does not answer either. */
  readonly answer: 'reply' | 'later' | 'none';
}

/** By the name on the wire. Anything else is answered with SdkError 100, not supported on platform. */
export const coverage = {
  initialize: { sdk: 'app.initialize', answer: 'reply' },
  getContext: { sdk: 'app.getContext', answer: 'reply' },
  registerHandler: { sdk: 'app.registerOnThemeChangeHandler', answer: 'none' },
  'appInitialization.appLoaded': { sdk: 'app.notifyAppLoaded', answer: 'none' },
  'appInitialization.success': { sdk: 'app.notifySuccess', answer: 'reply' },
  'appInitialization.failure': { sdk: 'app.notifyFailure', answer: 'none' },
  'appInitialization.expectedFailure': { sdk: 'app.notifyExpectedFailure', answer: 'none' },
  executeDeepLink: { sdk: 'app.openLink', answer: 'reply' },
  'authentication.getAuthToken': { sdk: 'authentication.getAuthToken', answer: 'reply' },
  'authentication.authenticate': { sdk: 'authentication.authenticate', answer: 'later' },
  'authentication.authenticate.success': { sdk: 'authentication.notifySuccess', answer: 'none' },
  'authentication.authenticate.failure': { sdk: 'authentication.notifyFailure', answer: 'none' },
} as const satisfies Record<string, Covered>;

export type CoveredFunction = keyof typeof coverage;

export const isCovered = (func: string): func is CoveredFunction => Object.hasOwn(coverage, func);
