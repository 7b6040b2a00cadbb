import { type Caller, holdsAny } from './caller.ts';
import { type EntityKind, emptyValue, propertiesOf } from './properties.ts';

export type Row = Readonly<Record<string, unknown>>;

/** One entity of the directory with its type: everything a row is made of. */
export interface Entity {
  readonly kind: EntityKind;
  readonly entity: object;
}

const readers: Readonly<Record<EntityKind, readonly string[]>> = {
  user: ['User.Read.All', 'Directory.Read.All'],
  group: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
  device: ['Device.Read.All', 'Directory.Read.All'],
  orgContact: ['OrgContact.Read.All', 'Directory.Read.All'],
  servicePrincipal: ['Application.Read.All', 'Directory.Read.All'],
  directoryRole: ['RoleManagement.Read.Directory', 'Directory.Read.All'],
  organization: ['Organization.Read.All', 'Directory.Read.All'],
};

/** May the caller see more of an object of this type than its id (limited information, notes on `directoryObject` collections)? */
export const mayRead = (caller: Caller, kind: EntityKind): boolean => holdsAny(caller, readers[kind]);

export interface Projection {
  readonly select: readonly string[] | null;
  /** Writes @odata.type, as collections of directoryObject need it. */
  readonly typed: boolean;
  /** Types of which only the id may be told: every other property is null, without an error. */
  readonly limited: (kind: EntityKind) => boolean;
  /** Single rows that are limited in the same way. */
  readonly hides?: ((row: Entity) => boolean) | null;
}

interface Plan {
  readonly names: readonly string[];
  readonly hidden: boolean;
}

/** Makes rows of entities. The properties of each type are worked out once, so that a page of 999 takes little time. */
export const createProjector = ({ select, typed, limited, hides }: Projection): ((row: Entity) => Row) => {
  const makePlan = (kind: EntityKind, hidden: boolean): Plan => ({
    names: [...new Set([...(hidden ? ['id'] : []), ...propertiesOf(kind, select)])],
    hidden,
  });
  const [open, closed] = [new Map<EntityKind, Plan>(), new Map<EntityKind, Plan>()];
  const planOf = (row: Entity): Plan => {
    const hidden = hides?.(row) ?? false;
    const plans = hidden ? closed : open;
    const known = plans.get(row.kind);
    if (known) return known;
    const plan = makePlan(row.kind, hidden || limited(row.kind));
    plans.set(row.kind, plan);
    return plan;
  };
  return (entity) => {
    const { names, hidden } = planOf(entity);
    const row: Record<string, unknown> = typed ? { '@odata.type': `#microsoft.graph.${entity.kind}` } : {};
    for (const name of names) {
      if (hidden && name !== 'id') row[name] = null;
      else row[name] = Reflect.get(entity.entity, name) ?? emptyValue(name);
    }
    return row;
  };
};
