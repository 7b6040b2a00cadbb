import type { Person } from '../directory/directory.ts';
import type { Profile } from '../mobilo/mobilo.ts';
import { profileFields } from './hash-profile.ts';
import type { FieldPolicy, Mapping } from './mapping.ts';
import { type PlanTools, plainTools } from './plan-tools.ts';
import { fieldOf } from './profile.ts';
import { byText, tidy } from './tidy.ts';

/** What each field of one person would get. */
export interface MappingPreview {
  readonly personId: string;
  readonly name: string;
  readonly fields: readonly {
    readonly field: keyof Profile;
    /** Null: left empty. */
    readonly value: string | null;
    readonly policy: FieldPolicy;
  }[];
}

/** What a new account of each person would say, field by field, in the order of their object ids. */
export const previewMapping = (
  people: readonly Person[],
  mapping: Mapping,
  tools: PlanTools = plainTools,
): readonly MappingPreview[] =>
  [...people]
    .sort((a, b) => byText(a.id, b.id))
    .map((person) => ({
      personId: person.id,
      name: tidy(person.displayName) ?? person.userPrincipalName ?? person.id,
      fields: profileFields.map((field) => ({
        field,
        value: fieldOf(field, person, mapping, tools),
        policy: mapping[field].policy,
      })),
    }));
