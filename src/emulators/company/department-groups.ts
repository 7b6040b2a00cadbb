import type { CompanyDirectory } from './directory.ts';
import type { GroupObject } from './directory-object.ts';

const presentGroups = (directory: CompanyDirectory): readonly GroupObject[] =>
  directory.list('group').flatMap((object) => (object.kind === 'group' ? object : []));

/** The group of a department: described as `Department X`, else the first whose name ends with the department's. */
export const findDepartmentGroup = (directory: CompanyDirectory, department: string): GroupObject | undefined => {
  const groups = presentGroups(directory);
  return (
    groups.find(({ entity }) => entity.description === `Department ${department}`) ??
    groups.find(({ entity }) => entity.displayName?.endsWith(department))
  );
};

/** The ids of the groups of several departments; departments without a group are passed over. */
export const listDepartmentGroupIds = (
  directory: CompanyDirectory,
  departments: Iterable<string>,
): ReadonlySet<string> =>
  new Set([...new Set(departments)].flatMap((name) => findDepartmentGroup(directory, name)?.id ?? []));
