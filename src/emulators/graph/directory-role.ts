import { makeObjectId } from '../company/object-id.ts';
import type { Entity } from './project.ts';

const names: Readonly<Record<string, string>> = {
  '62e90394-69f5-4237-9190-012177145e10': 'Global Administrator',
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451': 'Global Reader',
};

/** The activated role of a template, as a member's list shows it. */
export const makeDirectoryRole = (roleTemplateId: string): Entity => ({
  kind: 'directoryRole',
  entity: {
    id: makeObjectId(`role/${roleTemplateId}`),
    displayName: names[roleTemplateId] ?? 'Directory role',
    description: names[roleTemplateId] ?? 'Directory role',
    roleTemplateId,
  },
});
