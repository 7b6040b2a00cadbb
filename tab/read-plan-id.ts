const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);

/** The plan that a deep link such as `plan/<id>` opens, or null. */
export const readPlanId = (subPage: string | null): string | null => {
  const [page, id] = subPage?.split('/') ?? [];
  return page === 'plan' && id !== undefined && isId(id) ? id : null;
};

/** The person, by Entra object id, whom a deep link such as `person/<id>` explains, or null. */
export const readPersonId = (subPage: string | null): string | null => {
  const [page, id] = subPage?.split('/') ?? [];
  return page === 'person' && id !== undefined && isId(id) ? id.toLowerCase() : null;
};
