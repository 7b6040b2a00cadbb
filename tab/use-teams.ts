import { useEffect, useState } from 'react';
import { reportFailure, reportReady, startTeams, type TeamsContext, watchTheme } from './teams.ts';

export interface TeamsState {
  readonly status: 'starting' | 'inside' | 'outside';
  /** Follows Teams while the tab is open. */
  readonly theme: string;
  readonly context: TeamsContext | null;
}

const start = async (show: (change: Partial<TeamsState>) => void): Promise<void> => {
  try {
    const context = await startTeams();
    watchTheme((theme) => show({ theme }));
    show({ status: 'inside', context, theme: context.theme });
    reportReady();
  } catch (error) {
    show({ status: 'outside' });
    if (window.parent !== window) reportFailure(String(error));
  }
};

/** Starts the conversation with Teams once, and follows its theme. */
export const useTeams = (): TeamsState => {
  const [state, setState] = useState<TeamsState>({ status: 'starting', theme: 'default', context: null });
  useEffect(() => {
    void start((change) => setState((previous) => ({ ...previous, ...change })));
  }, []);
  return state;
};
