import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, answerOf, api } from './api.ts';
import { signIn } from './teams.ts';

export interface ConnectMobilo {
  readonly start: () => void;
  /** Somebody is signing in at Mobilo. */
  readonly waiting: boolean;
  /** Null when nothing went wrong; closing the pop-up is not a fault. */
  readonly error: Error | null;
}

const connect = async (): Promise<void> => {
  const { url } = await answerOf(api.POST('/mobilo/connect'));
  const code = await signIn(url);
  if (code === null || code === 'CancelledByUser') return;
  throw new ApiError({ code, detail: '', status: 0, details: {}, requestId: null });
};

/** Signs in at Mobilo in a pop-up of Teams (R2), and reads everything again when that has worked. */
export const useConnectMobilo = (): ConnectMobilo => {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: connect,
    onSuccess: () => client.invalidateQueries(),
  });
  return { start: () => mutate(), waiting: isPending, error };
};
