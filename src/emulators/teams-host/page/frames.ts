/** The windows that may talk to the host: the tab's frame, and the pop-ups it had opened. */
import type { FrameContext, SdkCall } from '../protocol.ts';

export interface Frame {
  readonly window: Window;
  readonly context: FrameContext;
  /** The events it has asked for, such as `themeChange`. */
  readonly handlers: Set<string>;
  /** Answers the call that opened this window; present for pop-ups only. */
  readonly finish?: (succeeded: boolean, result: unknown) => void;
}

const now = (): number => performance.now() + performance.timeOrigin;

/** Answers a call. teams-js accepts numbers as ids only, and matches by the uuid where there is one. */
export const reply = (frame: Frame, origin: string, call: SdkCall, args: readonly unknown[]): void =>
  frame.window.postMessage(
    { id: call.id, uuidAsString: call.uuidAsString, args, monotonicTimestamp: now() },
    { targetOrigin: origin },
  );

/** Tells a frame of an event, if it has asked for it. */
export const send = (frame: Frame, origin: string, name: string, args: readonly unknown[]): void => {
  if (frame.handlers.has(name))
    frame.window.postMessage({ func: name, args, monotonicTimestamp: now() }, { targetOrigin: origin });
};
