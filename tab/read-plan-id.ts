const isPlanId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);

/** The plan that a deep link such as `plan/<id>` opens, or null. */
export const readPlanId = (subPage: string | null): string | null => {
  const [page, id] = subPage?.split('/') ?? [];
  return page === 'plan' && id !== undefined && isPlanId(id) ? id : null;
};
