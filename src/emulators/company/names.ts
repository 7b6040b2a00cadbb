import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as greek } from '@faker-js/faker/locale/el';
import { faker as british } from '@faker-js/faker/locale/en_GB';
import { faker as spanish } from '@faker-js/faker/locale/es';
import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as italian } from '@faker-js/faker/locale/it';
import { faker as japanese } from '@faker-js/faker/locale/ja';
import { faker as dutch } from '@faker-js/faker/locale/nl';
import { faker as polish } from '@faker-js/faker/locale/pl';
import { faker as swedish } from '@faker-js/faker/locale/sv';
import { faker as turkish } from '@faker-js/faker/locale/tr';
import { faker as vietnamese } from '@faker-js/faker/locale/vi';

export interface Name {
  readonly givenName: string;
  readonly surname: string;
  readonly displayName: string;
  readonly language: string;
  /** E.164. */
  readonly phone: string;
  readonly mobile: string;
  /** The surname before a marriage. */
  readonly formerSurname: string;
}

const locales: readonly (readonly [language: string, faker: Faker])[] = [
  ['nl-NL', dutch],
  ['en-GB', british],
  ['de-DE', german],
  ['es-ES', spanish],
  ['fr-FR', french],
  ['it-IT', italian],
  ['pl-PL', polish],
  ['sv-SE', swedish],
  ['tr-TR', turkish],
  ['vi-VN', vietnamese],
  ['el-GR', greek],
  ['ja-JP', japanese],
];

const surnameFirst: readonly string[] = ['ja-JP', 'vi-VN'];

/** A whole name in the order of the language. */
export const displayNameOf = (language: string, givenName: string, surname: string): string =>
  surnameFirst.includes(language) ? `${surname} ${givenName}` : `${givenName} ${surname}`;

const drawName = (language: string, faker: Faker): Name => {
  const sex = faker.person.sexType();
  const [givenName, surname, formerSurname] = [
    faker.person.firstName(sex),
    faker.person.lastName(sex),
    faker.person.lastName(sex),
  ].map((text) => text.normalize('NFC').trim()) as [string, string, string];
  return {
    givenName,
    surname,
    displayName: displayNameOf(language, givenName, surname),
    language,
    phone: faker.phone.number({ style: 'international' }),
    mobile: faker.phone.number({ style: 'international' }),
    formerSurname,
  };
};

/** As many people's names as asked for, of twelve languages in turn. The same seed gives the same names. */
export const drawNames = (count: number, seed: number): readonly Name[] => {
  for (const [index, [, faker]] of locales.entries()) faker.seed(seed * locales.length + index);
  const names: Name[] = [];
  for (const turn of Array(Math.ceil(count / locales.length)).keys())
    for (const [language, faker] of locales.slice(0, count - turn * locales.length))
      names.push(drawName(language, faker));
  return names;
};
