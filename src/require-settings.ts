/** What must hold of settings before they are saved, asked at both vendors. Throws `bad-request` with what to do. */
import type { Directory } from './directory/directory.ts';
import { SyncError } from './errors.ts';
import type { CatalogItem, Mobilo, PoolKind, Team } from './mobilo/mobilo.ts';
import type { JoinerOrder } from './plan/plan.ts';
import type { Settings } from './settings.ts';

const unknownsShown = 20;

const requireSold = (catalog: readonly CatalogItem[], order: JoinerOrder): void => {
  const isSold = (kind: PoolKind) => (sku: string) => catalog.some((item) => item.kind === kind && item.sku === sku);
  const cards = order.cardSku === null ? [] : [order.cardSku];
  const unknown = [
    ...cards.filter((sku) => !isSold('card')(sku)),
    ...order.licences.filter((sku) => !isSold('licence')(sku)),
    ...order.accessories.filter((sku) => !isSold('accessory')(sku)),
  ];
  if (unknown.length > 0)
    throw new SyncError(
      'bad-request',
      `Mobilo does not sell ${unknown.join(', ')} as such. Choose from the catalogue.`,
      {
        details: { unknown },
      },
    );
};

const requireNamedOnce = ({ licences, accessories }: JoinerOrder): void => {
  if (new Set(licences).size === licences.length && new Set(accessories).size === accessories.length) return;
  throw new SyncError('bad-request', 'A licence or accessory is named twice. Name each once.');
};

const requireTeam = (teams: readonly Team[], { teamId }: JoinerOrder): void => {
  if (teamId === null || teams.some(({ id }) => id === teamId)) return;
  throw new SyncError('bad-request', `Mobilo has no team ${teamId}. Choose one of its teams, or none.`, {
    details: { unknown: [teamId] },
  });
};

/** Each thing to order, for the tenant or for a group, is of its kind, in the catalogue, and named once; each team exists. */
export const requireOrders = async (mobilo: Mobilo, { order, groupOrders }: Settings): Promise<void> => {
  const orders = [order, ...groupOrders.map((groupOrder) => groupOrder.order)];
  const catalog = await mobilo.readCatalog();
  const teams = orders.some(({ teamId }) => teamId !== null) ? await mobilo.readTeams() : [];
  for (const each of orders) {
    requireSold(catalog, each);
    requireNamedOnce(each);
    requireTeam(teams, each);
  }
};

/** Nobody would be read in them. */
const requireInScope = (groups: Settings['groups'], ordering: readonly string[]): void => {
  const outside = groups === 'all' ? [] : ordering.filter((id) => !groups.includes(id));
  if (outside.length > 0)
    throw new SyncError(
      'bad-request',
      `${outside.length} of the groups with an order of their own are not in scope, so that it would never count. Select these groups, or remove their orders.`,
      { details: { unknown: outside.slice(0, unknownsShown) } },
    );
};

/** A group that does not exist would make every reading incomplete, or its order never count. */
export const requireGroups = async (directory: Directory, { groups, groupOrders }: Settings): Promise<void> => {
  const ordering = groupOrders.map(({ groupId }) => groupId);
  const named = [...(groups === 'all' ? [] : groups), ...ordering];
  if (named.length === 0) return;
  const known = new Set((await directory.readGroups()).map((group) => group.id));
  const unknown = [...new Set(named)].filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new SyncError(
      'bad-request',
      `${unknown.length} of the groups are no security groups of this directory. Choose from the list.`,
      {
        details: { unknown: unknown.slice(0, unknownsShown) },
      },
    );
  requireInScope(groups, ordering);
};
