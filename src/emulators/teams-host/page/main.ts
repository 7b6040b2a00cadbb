/** The page: a Teams-like frame around the tab, and switches for what differs between people and devices. */
import type { Choices, PageConfig } from '../protocol.ts';
import { locales, readChoices, themes, writeChoices } from './choices.ts';
import { type Host, startHost } from './host.ts';

declare global {
  var teamsHost: Host;
}

const find = <T extends Element>(selector: string, type: abstract new () => T): T => {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${selector}.`);
  return element;
};

const config = JSON.parse(find('#config', HTMLScriptElement).text) as PageConfig;
const tab = find('#tab', HTMLIFrameElement);
let choices = readChoices(new URL(location.href), config);

const host = startHost({
  config,
  readChoices: () => choices,
  showState: (state) => {
    tab.dataset.state = state;
  },
  openLink: (url) => void window.open(url, '_blank', 'noopener'),
});
globalThis.teamsHost = host;

/** A fresh frame, as Teams makes one when another person or language opens the tab. */
const openTab = (): void => {
  tab.removeAttribute('data-state');
  tab.src = config.tabUrl;
};

const show = (): void => {
  document.documentElement.dataset.theme = choices.theme;
  document.documentElement.dataset.width = choices.width;
  history.replaceState(null, '', writeChoices(new URL(location.href), choices));
};

const choose = (change: Partial<Choices>): void => {
  choices = { ...choices, ...change };
  show();
  if (change.theme) host.setTheme(change.theme);
  if (change.locale !== undefined || change.personId !== undefined) openTab();
};

type Option = readonly [value: string, label: string];
const fill = <K extends keyof Choices>(key: K, options: readonly Option[]): void => {
  const select = find(`select[name=${key}]`, HTMLSelectElement);
  select.append(...options.map(([value, label]) => new Option(label, value)));
  select.value = choices[key];
  select.addEventListener('change', () => choose({ [key]: select.value }));
};

const nameOfLanguage = (locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language', languageDisplay: 'dialect' }).of(locale.slice(0, 2)) ?? locale;
const themeNames = { default: 'Light', dark: 'Dark', contrast: 'High contrast' } as const;

fill(
  'theme',
  themes.map((theme) => [theme, themeNames[theme]]),
);
fill(
  'locale',
  locales.map((locale) => [locale, nameOfLanguage(locale)]),
);
fill('personId', [...config.people.map((person): Option => [person.id, person.name]), ['', 'Sign-in fails']]);
fill('width', [
  ['full', 'Full width'],
  ['phone', 'Phone'],
]);
show();
if (tab.contentWindow) host.attach({ window: tab.contentWindow, context: 'content', handlers: new Set() });
openTab();
