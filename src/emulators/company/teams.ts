import type { Team } from '../../mobilo/mobilo.ts';

/** The teams of the sample company in Mobilo. */
export const teams: readonly Team[] = [
  { id: 'team_sales', name: 'Sales' },
  { id: 'team_operations', name: 'Operations' },
  { id: 'team_product', name: 'Product' },
];
