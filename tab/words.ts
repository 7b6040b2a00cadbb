/** The words of the tab, in the language of Teams. A key that a language lacks is a type error there. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './locales/en.ts';
import { nl } from './locales/nl.ts';

type WithoutPlural<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;
export type WordKey = WithoutPlural<keyof typeof en>;
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** `locale` as Teams writes it: `nl-nl` gives Dutch; a language without words gives English. */
export const startWords = (locale: string): i18n => {
  const words = createInstance();
  void words.use(initReactI18next).init({
    lng: locale,
    load: 'languageOnly',
    fallbackLng: 'en',
    resources: { en: { translation: en }, nl: { translation: nl } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return words;
};

/** The function that gives the words, for a component. */
export const useWords = (): Words => useTranslation().t as Words;

/** The locale in use, for dates and numbers. */
export const useLocale = (): string => useTranslation().i18n.language;
