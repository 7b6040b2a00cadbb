/** The host side of teams-js: takes the tab's calls and answers them as Teams does. */
import { isCovered } from '../coverage.ts';
import type { SdkCall, Theme } from '../protocol.ts';
import { type Frame, reply, send } from './frames.ts';
import { makeHandlers, type Surroundings } from './handlers.ts';

export interface Call {
  readonly func: string;
  /** Whether the host has answered it yet. */
  answered: boolean;
}

export interface Host {
  /** Lets a window that the page has made talk to the host. */
  attach(frame: Frame): void;
  setTheme(theme: Theme): void;
  /** Every call so far, in order, for tests. */
  readonly calls: readonly Readonly<Call>[];
}

/** Only windows that the host made itself, showing the tab's origin, are heard. */
export const startHost = (around: Omit<Surroundings, 'frames'>): Host => {
  const frames = new Set<Frame>();
  const calls: Call[] = [];
  const origin = around.config.tabOrigin;
  const handlers = makeHandlers({ ...around, frames });

  window.addEventListener('message', (event: MessageEvent<SdkCall | null>) => {
    const call = event.data;
    const frame = [...frames].find((candidate) => candidate.window === event.source);
    if (event.origin !== origin || !frame || typeof call?.func !== 'string') return;
    const noted: Call = { func: call.func, answered: false };
    calls.push(noted);
    const answer = (args: readonly unknown[]) => {
      noted.answered = true;
      reply(frame, origin, call, args);
    };
    if (isCovered(call.func)) handlers[call.func](call, frame, answer);
    else answer([{ errorCode: 100, message: `The emulated host has no ${call.func}.` }]);
  });

  return {
    calls,
    attach: (frame) => void frames.add(frame),
    setTheme: (theme) => {
      for (const frame of frames) send(frame, origin, 'themeChange', [theme]);
    },
  };
};
