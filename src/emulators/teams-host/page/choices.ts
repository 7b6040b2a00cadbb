/** What the page shows is in its address, so that a link or a reload brings the same view back. */
import type { Choices, PageConfig, Theme } from '../protocol.ts';

export const themes: readonly Theme[] = ['default', 'dark', 'contrast'];
/** Lower case, as Teams sends them. */
export const locales = ['en-us', 'nl-nl', 'de-de', 'es-es', 'it-it'] as const;

const oneOf = <T extends string>(values: readonly T[], value: string | null, otherwise: T): T =>
  values.find((candidate) => candidate === value) ?? otherwise;

/** A Teams deep link brings its sub-page in `context`, a JSON object. */
const readSubPage = (parameters: URLSearchParams): string => {
  try {
    const context = JSON.parse(parameters.get('context') ?? '{}') as { readonly subEntityId?: unknown };
    return typeof context.subEntityId === 'string' ? context.subEntityId : '';
  } catch {
    return '';
  }
};

/** Reads the choices from an address; what is missing or unknown gets its default. */
export const readChoices = (address: URL, config: PageConfig): Choices => {
  const parameters = address.searchParams;
  return {
    theme: oneOf(themes, parameters.get('theme'), 'default'),
    locale: parameters.get('locale') ?? locales[0],
    personId: parameters.get('person') ?? config.people[0]?.id ?? '',
    width: oneOf(['full', 'phone'], parameters.get('width'), 'full'),
    subPageId: readSubPage(parameters),
  };
};

/** The same address with other choices. The deep link stays as it was. */
export const writeChoices = (address: URL, choices: Choices): URL => {
  const changed = new URL(address);
  changed.searchParams.set('theme', choices.theme);
  changed.searchParams.set('locale', choices.locale);
  changed.searchParams.set('person', choices.personId);
  changed.searchParams.set('width', choices.width);
  return changed;
};
