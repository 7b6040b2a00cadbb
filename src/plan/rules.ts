/** The settings as answers about one person after the other, made once a plan. */
import type { Person, Snapshot } from '../directory/directory.ts';
import type { Account, Profile } from '../mobilo/mobilo.ts';
import type { Settings } from '../settings.ts';
import { addressOf, isGuest, notesOf } from './address.ts';
import { compareAccount } from './compare.ts';
import type { FieldPolicy } from './mapping.ts';
import type { Past } from './past.ts';
import type { Difference, Excluded, Note } from './plan.ts';
import { type PlanTools, remembering } from './plan-tools.ts';
import { isDisabled, profileOf } from './profile.ts';
import { matcherOf } from './wildcard.ts';

export interface Rules {
  readonly photo: FieldPolicy;
  addressOf(person: Person): string | null;
  notesOf(person: Person): readonly Note[];
  profileOf(person: Person): Profile | null;
  /** Why this person gets no account, whatever the name and address; null: they may. */
  exclusionOf(person: Person): Excluded['reason'] | null;
  /** Somebody who stays as they are: neither added nor updated nor removed (case 30). */
  isExempt(personId: string, signInName: string | null): boolean;
  compare(account: Account, person: Person): readonly Difference[];
}

const exemptionOf = ({ exclusions }: Settings, snapshot: Snapshot): Rules['isExempt'] => {
  const people = new Set([...exclusions.people, ...snapshot.exempt].map((id) => id.toLowerCase()));
  const isNamed = matcherOf(exclusions.signInNames);
  return (personId, signInName) => people.has(personId.toLowerCase()) || (signInName !== null && isNamed(signInName));
};

/** Asks once about each person. */
const onceEach = <T>(ask: (person: Person) => T): ((person: Person) => T) => {
  const answers = new Map<Person, T>();
  return (person) => {
    const known = answers.get(person);
    if (known !== undefined) return known;
    const answer = ask(person);
    answers.set(person, answer);
    return answer;
  };
};

export const rulesOf = (settings: Settings, snapshot: Snapshot, past: Past, plain: PlanTools): Rules => {
  const { exclusions, mapping, photo } = settings;
  const tools = remembering(plain);
  const isExempt = exemptionOf(settings, snapshot);
  const findAddress = onceEach((person) => addressOf(person, exclusions));
  return {
    photo,
    addressOf: findAddress,
    notesOf: (person) => notesOf(person, exclusions),
    profileOf: (person) => profileOf(person, mapping, tools),
    exclusionOf: (person) => {
      if (isExempt(person.id, person.userPrincipalName)) return 'exempt';
      if (isGuest(person) && !exclusions.guestsIn) return 'guest';
      if (isDisabled(person)) return 'disabled';
      if (person.isResourceAccount) return 'resource';
      return person.licensed === false && !exclusions.unlicensedIn ? 'unlicensed' : null;
    },
    isExempt,
    compare: (account, person) =>
      compareAccount(account, person, {
        mapping,
        tools,
        address: findAddress(person),
        // An account that is only about to be linked never agreed with anything.
        agreed: account.externalId === null ? undefined : past.agreed.get(person.id),
        mayBlank: snapshot.complete && !person.partial,
      }),
  };
};
