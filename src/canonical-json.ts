type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

const write = (value: Json | undefined): string => {
  if (Array.isArray(value)) return `[${value.map((item: Json) => write(item)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter((entry) => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item)}`).join(',')}}`;
};

/** JSON with sorted keys: equal values give equal bytes, whatever order their keys were set in. */
export const canonicalJson = (value: unknown): string => write(value as Json);
