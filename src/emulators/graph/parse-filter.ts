import { unsupported } from './graph-fault.ts';

/** Does an entity satisfy the filter? */
export type Predicate = (entity: object) => boolean;

const filterable: Readonly<Record<'user' | 'group', readonly string[]>> = {
  group: ['id', 'displayName', 'mail', 'mailNickname', 'mailEnabled', 'securityEnabled', 'groupTypes'],
  user: [
    'id',
    'accountEnabled',
    'department',
    'displayName',
    'employeeId',
    'givenName',
    'jobTitle',
    'mail',
    'otherMails',
    'proxyAddresses',
    'surname',
    'userPrincipalName',
    'userType',
  ],
};

const fold = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : (value ?? null));

const readLiteral = (text: string): unknown => {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'").toLowerCase();
  return ({ true: true, false: false } as Readonly<Record<string, boolean>>)[text] ?? null;
};

const literal = "('(?:[^']|'')*'|true|false|null)";
const comparison = new RegExp(String.raw`^(\w+) (eq|ne) ${literal}$`, 'i');
const beginning = new RegExp(String.raw`^startsWith\((\w+), ?${literal}\)$`, 'i');
const anyOf = new RegExp(String.raw`^(\w+)/any\((\w+): ?\2 eq ${literal}\)$`, 'i');

const readClause = (
  clause: string,
): { readonly property: string; readonly test: (value: unknown) => boolean } | null => {
  const [, compared, operator, operand = ''] = comparison.exec(clause) ?? [];
  if (compared)
    return {
      property: compared,
      test: (value) => (fold(value) === readLiteral(operand)) === (operator?.toLowerCase() === 'eq'),
    };
  const [, begun, start = ''] = beginning.exec(clause) ?? [];
  if (begun)
    return { property: begun, test: (value) => String(fold(value) ?? '').startsWith(String(readLiteral(start))) };
  const [, listed, , member = ''] = anyOf.exec(clause) ?? [];
  if (listed)
    return { property: listed, test: (value) => Array.isArray(value) && value.map(fold).includes(readLiteral(member)) };
  return null;
};

/** Cuts at ` and ` outside quotes. */
const splitClauses = (filter: string): readonly string[] =>
  filter.match(/(?:'(?:[^']|'')*'|(?! and )[^'])+/gi)?.map((clause) => clause.replace(/^ and /i, '').trim()) ?? [];

/** @throws GraphFault 400 `Request_UnsupportedQuery` for a property or a form that cannot be filtered by */
export const parseFilter = (filter: string, kind: 'user' | 'group'): Predicate => {
  const clauses = splitClauses(filter).map((text) => {
    const clause = readClause(text);
    if (!clause || !filterable[kind].includes(clause.property))
      throw unsupported(
        `Unsupported or invalid query filter clause specified for property '${clause?.property ?? text}' of resource '${kind === 'user' ? 'User' : 'Group'}'.`,
      );
    return clause;
  });
  return (entity) => clauses.every(({ property, test }) => test(Reflect.get(entity, property)));
};
