/** One handler for every function the host covers. */
import type { CoveredFunction } from '../coverage.ts';
import type { Choices, PageConfig, SdkCall } from '../protocol.ts';
import type { Frame } from './frames.ts';
import { describeContext, runtime } from './runtime.ts';
import { openSignIn, readToken } from './sign-in.ts';

export type Answer = (args: readonly unknown[]) => void;
export type Handler = (call: SdkCall, frame: Frame, answer: Answer) => void;

/** What the handlers need of the page around them. */
export interface Surroundings {
  readonly config: PageConfig;
  /** Asked at each call, so that the tab sees what was chosen last. */
  readonly readChoices: () => Choices;
  /** How the tab says it is doing: loaded, success, failure. */
  readonly showState: (state: string) => void;
  readonly openLink: (url: string) => void;
  /** The windows that may talk to the host. */
  readonly frames: Set<Frame>;
}

const signIn =
  (frames: Set<Frame>): Handler =>
  (call, _, answer) => {
    const popUp = openSignIn(String(call.args?.[0]), (succeeded, result) => {
      answer([succeeded, result]);
      if (popUp) frames.delete(popUp);
    });
    if (popUp) frames.add(popUp);
    else answer([false, 'FailedToOpenWindow']);
  };

const finishSignIn =
  (succeeded: boolean): Handler =>
  (call, frame) =>
    frame.finish?.(succeeded, call.args?.[0]);

export const makeHandlers = (around: Surroundings): Readonly<Record<CoveredFunction, Handler>> => ({
  initialize: (_, frame, answer) => answer([frame.context, 'web', JSON.stringify(runtime), '2.58.0']),
  getContext: (_, frame, answer) => answer([describeContext(around.config, around.readChoices(), frame.context)]),
  registerHandler: (call, frame) => void frame.handlers.add(String(call.args?.[0])),
  'appInitialization.appLoaded': () => around.showState('loaded'),
  'appInitialization.success': (_call, _frame, answer) => {
    around.showState('success');
    answer([undefined]);
  },
  'appInitialization.failure': () => around.showState('failure'),
  'appInitialization.expectedFailure': () => around.showState('expected-failure'),
  executeDeepLink: (call, _, answer) => {
    around.openLink(String(call.args?.[0]));
    answer([true]);
  },
  'authentication.getAuthToken': (_call, _frame, answer) => {
    readToken(around.readChoices().personId).then(
      (token) => answer([true, token]),
      (error: Error) => answer([false, error.message]),
    );
  },
  'authentication.authenticate': signIn(around.frames),
  'authentication.authenticate.success': finishSignIn(true),
  'authentication.authenticate.failure': finishSignIn(false),
});
