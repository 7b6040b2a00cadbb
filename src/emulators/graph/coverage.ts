/**
 * What of Microsoft Graph v1.0 is here: each operation with the query options it takes, who may call it, what it costs
 * in resource units, and how it is known to differ. The router is made from this table; its specs keep it true.
 */
export interface Coverage {
  readonly options: readonly string[];
  /** Any of these suffices; an empty list: not for this kind of caller. */
  readonly application: readonly string[] | 'anyone';
  readonly delegated: readonly string[] | 'anyone';
  /** Resource units before the reductions for $select and a small $top. */
  readonly units: number;
  /** How it differs from the real service. */
  readonly gaps: readonly string[];
}

const readGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];
const readUsers = ['User.Read.All', 'Directory.Read.All'];
const readAny = ['User.Read.All', 'Group.Read.All', 'Directory.Read.All'];
const readMine = ['User.Read', ...readUsers];

const forBoth = (permissions: readonly string[]) => ({ application: permissions, delegated: permissions });
const forUser = { application: [], delegated: readMine };

const page = ['$select', '$top', '$skiptoken'];
const query = [...page, '$filter', '$search', '$orderby', '$count'];
const filters = 'filters of eq, ne, startswith and any(... eq ...) joined by "and" only';
const plainOptions = '$filter, $search and $orderby are refused';
const hidden = 'whoever is in a group with hidden membership needs Member.Read.Hidden, too';
const shown = 'groups with hidden membership are listed';
const selectable = 'properties that the emulator does not know are refused in $select';

const list = (permissions: readonly string[], units: number, ...gaps: readonly string[]) => ({
  ...forBoth(permissions),
  options: [...page, '$count'],
  units,
  gaps: [plainOptions, ...gaps],
});
const count = (permissions: readonly string[], units: number, ...options: readonly string[]) => ({
  ...forBoth(permissions),
  options,
  units,
  gaps: options.length > 0 ? [filters] : [plainOptions],
});
const one = (permissions: readonly string[], ...gaps: readonly string[]) => ({
  ...forBoth(permissions),
  options: ['$select'],
  units: 1,
  gaps: [selectable, ...gaps],
});
const mine = (units: number) => ({ ...forUser, options: [...page, '$count'], units, gaps: [plainOptions] });
const delta = (permissions: readonly string[], ...gaps: readonly string[]) => ({
  ...forBoth(permissions),
  options: ['$select', '$deltatoken', '$skiptoken'],
  units: 1,
  gaps: [
    '$filter by id is refused',
    'tokens end by order only, not after seven days',
    'a restart lists a round anew',
    ...gaps,
  ],
});
const check = { ...forBoth(readGroups), options: [], units: 1, gaps: ['any group counts, security-enabled or not'] };

const photo = {
  application: ['ProfilePhoto.Read.All', ...readUsers],
  delegated: ['ProfilePhoto.Read.All', ...readMine],
  options: [],
  units: 1,
  gaps: ['a photo has one size: each is answered with it'],
};

const subscription = (...gaps: readonly string[]) => ({
  ...forBoth([...readUsers, ...readGroups]),
  options: [],
  units: 1,
  gaps: ['an app sees the subscriptions of every app', ...gaps],
});

export const coverage = {
  'GET /groups': { ...forBoth(readGroups), options: query, units: 1, gaps: [filters, selectable] },
  'GET /groups/$count': count(readGroups, 1, '$filter', '$search'),
  'GET /groups/delta': delta(readGroups, 'owners are not tracked', 'the ids of hidden members are told'),
  'GET /groups/{id}': one(readGroups),
  'GET /groups/{id}/members': list(readGroups, 3, hidden),
  'GET /groups/{id}/members/$count': count(readGroups, 3),
  'GET /groups/{id}/members/microsoft.graph.user': list(readGroups, 3, hidden),
  'GET /groups/{id}/members/microsoft.graph.user/$count': count(readGroups, 3),
  'GET /groups/{id}/members/microsoft.graph.group': list(readGroups, 3, hidden),
  'GET /groups/{id}/members/microsoft.graph.group/$count': count(readGroups, 3),
  'GET /groups/{id}/transitiveMembers': list(readGroups, 5, hidden),
  'GET /groups/{id}/transitiveMembers/$count': count(readGroups, 5),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user': list(readGroups, 5, hidden),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.user/$count': count(readGroups, 5),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.group': list(readGroups, 5, hidden),
  'GET /groups/{id}/transitiveMembers/microsoft.graph.group/$count': count(readGroups, 5),
  'GET /users': { ...forBoth(readUsers), options: query, units: 2, gaps: [filters, selectable] },
  'GET /users/$count': count(readUsers, 1, '$filter', '$search'),
  'GET /users/delta': delta(readUsers),
  'GET /users/{id}': one(readUsers, 'User.Read does not suffice for one’s own id: use /me'),
  'GET /users/{id}/manager': one(readUsers),
  'GET /users/{id}/memberOf': list(readUsers, 2, shown),
  'GET /users/{id}/memberOf/microsoft.graph.group': list(readUsers, 2, shown),
  'GET /users/{id}/memberOf/microsoft.graph.directoryRole': list(readUsers, 2),
  'GET /users/{id}/transitiveMemberOf': list(readUsers, 2, shown),
  'GET /users/{id}/transitiveMemberOf/microsoft.graph.group': list(
    readUsers,
    2,
    shown,
    'no ConsistencyLevel is asked for',
  ),
  'GET /users/{id}/transitiveMemberOf/microsoft.graph.directoryRole': list(readUsers, 2),
  'GET /users/{id}/photo/$value': photo,
  'GET /users/{id}/photos/{id}/$value': photo,
  'POST /users/{id}/checkMemberGroups': check,
  'GET /directory/deletedItems/microsoft.graph.user': list(readUsers, 1, '$orderby is refused'),
  'GET /directory/deletedItems/microsoft.graph.group': list(['Group.Read.All', 'Directory.Read.All'], 1),
  'GET /directory/deletedItems/{id}': one(readAny, 'nothing is purged after 30 days'),
  'POST /directoryObjects/{id}/checkMemberGroups': check,
  'GET /me': { ...forUser, options: ['$select'], units: 1, gaps: [selectable] },
  'GET /me/memberOf': mine(2),
  'GET /me/memberOf/microsoft.graph.directoryRole': mine(2),
  'GET /me/transitiveMemberOf': mine(2),
  'GET /me/transitiveMemberOf/microsoft.graph.directoryRole': mine(2),
  'GET /organization': {
    application: ['Organization.Read.All', 'Directory.Read.All'],
    delegated: ['Organization.Read.All', ...readMine],
    options: ['$select'],
    units: 1,
    gaps: ['id, displayName and verifiedDomains only'],
  },
  'POST /subscriptions': subscription(
    '/users and /groups only, and for these what suffices to list them; Microsoft documents Group.Read.All for /groups',
    'plain http is taken on loopback addresses',
    'no lifecycle notifications, no quotas',
    'a person who joins or leaves a group is told as changed, too',
  ),
  'GET /subscriptions': subscription('one page'),
  'GET /subscriptions/{id}': subscription(),
  'PATCH /subscriptions/{id}': subscription('expirationDateTime only'),
  'DELETE /subscriptions/{id}': subscription(),
  'POST /$batch': {
    application: 'anyone',
    delegated: 'anyone',
    options: [],
    units: 0,
    gaps: ['items are carried out one after the other; answers come in reverse order'],
  },
} as const satisfies Readonly<Record<string, Coverage>>;

export type Operation = keyof typeof coverage;
