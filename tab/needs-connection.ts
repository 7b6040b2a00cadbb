import type { Me } from './api.ts';

const remedied = ['mobilo-not-connected', 'mobilo-forbidden'];

/** Would connecting Mobilo help? Not when Mobilo is merely silent for a while. */
export const needsConnection = ({ mobilo }: Me['health']): boolean =>
  !mobilo.ok && mobilo.code !== null && remedied.includes(mobilo.code);
