/** Grows readings of both sides for tests, one sentence at a time: `smallWorld().employs('ada').knows('ada').reading()`. */
import type { Evidence, Person, PersonInScope, Snapshot } from '../directory/directory.ts';
import type { Account, BusinessCard, CatalogItem, CreditPool } from '../mobilo/mobilo.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { addressOf } from './address.ts';
import { makePlan, type Reading } from './make-plan.ts';
import { defaultMapping } from './mapping.ts';
import { noPast, type Past } from './past.ts';
import type { SyncPlan } from './plan.ts';
import { type PlanTools, plainTools } from './plan-tools.ts';
import { profileOf } from './profile.ts';

export const tenantId = '11111111-1111-4111-8111-111111111111';
const groupId = 'group-staff';

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** An ordinary enabled member of staff, called after the id. */
export const person = (id: string, change: Partial<Person> = {}): Person => ({
  id,
  displayName: `${capitalise(id)} Byron`,
  givenName: capitalise(id),
  surname: 'Byron',
  mail: `${id}@contoso.example`,
  userPrincipalName: `${id}@contoso.example`,
  proxyAddresses: [`SMTP:${id}@contoso.example`],
  jobTitle: 'Engineer',
  department: 'Research',
  companyName: 'Contoso',
  officeLocation: null,
  mobilePhone: null,
  businessPhones: ['+31 20 555 0100'],
  accountEnabled: true,
  userType: 'Member',
  employeeHireDate: null,
  employeeLeaveDateTime: null,
  isResourceAccount: null,
  licensed: null,
  ...change,
});

/** The account that the product would have written for this person. */
export const accountOf = (owner: Person, change: Partial<Account> = {}): Account => {
  const profile = profileOf(owner, defaultMapping, plainTools);
  if (!profile) throw new Error(`${owner.id} has no name`);
  return {
    id: `account-${owner.id}`,
    externalId: `${tenantId}/${owner.id}`,
    email: addressOf(owner, defaultSettings.exclusions) ?? '',
    profile,
    teamId: null,
    photo: null,
    state: 'active',
    role: 'member',
    version: '1',
    ...change,
  };
};

export const catalog: readonly CatalogItem[] = [
  { sku: 'card-metal', kind: 'card', name: 'Metal card', material: 'Metal', printed: false },
  { sku: 'user', kind: 'licence', name: 'User licence', material: null, printed: false },
  { sku: 'crm', kind: 'licence', name: 'CRM', material: null, printed: false },
];

const pool = (item: CatalogItem, available: number): CreditPool => ({
  sku: item.sku,
  kind: item.kind,
  name: item.name,
  available,
  reserved: 0,
});

class SmallWorld {
  people: PersonInScope[] = [];
  accounts: Account[] = [];
  cards: BusinessCard[] = [];
  pools: CreditPool[] = catalog.map((item) => pool(item, 100));
  evidence = new Map<string, Evidence>();
  problems: string[] = [];
  exempt: string[] = [];
  past: Past = noPast;
  tools: PlanTools = plainTools;
  settings: Settings = {
    ...defaultSettings,
    order: { cardSku: 'card-metal', licences: ['user'], accessories: [], sendLoginDetails: true, teamId: null },
  };

  /** The directory has this person in the selected group. */
  employs(id: string, change: Partial<Person> = {}): this {
    this.people.push({ person: person(id, change), groupIds: [groupId] });
    return this;
  }

  /** The same person is in other selected groups too. */
  isIn(id: string, ...groupIds: readonly string[]): this {
    this.people.push({ person: person(id), groupIds });
    return this;
  }

  /** Mobilo has a linked account of this person, in step with the directory unless changed. */
  knows(id: string, change: Partial<Account> = {}): this {
    this.accounts.push(accountOf(person(id), change));
    return this;
  }

  holdsCard(id: string, change: Partial<BusinessCard> = {}): this {
    const card = { id: `card-${id}`, accountId: `account-${id}`, sku: 'card-metal', state: 'active', printed: false };
    this.cards.push({ ...card, ...change } as BusinessCard);
    return this;
  }

  /** What a look-up of this person would prove. */
  proves(id: string, evidence: Evidence): this {
    this.evidence.set(id, evidence);
    return this;
  }

  hasCredits(sku: string, available: number): this {
    this.pools = this.pools.map((present) => (present.sku === sku ? { ...present, available } : present));
    return this;
  }

  /** The reading of the directory broke off. */
  breaksOff(problem: string): this {
    this.problems.push(problem);
    return this;
  }

  /** These people are in the exclusion group. */
  exempts(...ids: readonly string[]): this {
    this.exempt.push(...ids);
    return this;
  }

  /** What earlier readings and runs left behind. */
  remembers(change: Partial<Past>): this {
    this.past = { ...this.past, ...change };
    return this;
  }

  /** Phone numbers are compared by this key. */
  dials(phoneKey: PlanTools['phoneKey']): this {
    this.tools = { phoneKey };
    return this;
  }

  decides(change: Partial<Settings>): this {
    this.settings = { ...this.settings, ...change };
    return this;
  }

  reading(): Reading {
    const snapshot: Snapshot = {
      tenantId,
      readAt: '2026-11-23T09:00:00.000Z',
      complete: this.problems.length === 0,
      problems: this.problems,
      groups: [
        {
          id: groupId,
          displayName: 'Staff',
          people: this.people.length,
          others: 0,
          lost: null,
          securityEnabled: true,
          dynamic: null,
        },
      ],
      people: this.people,
      exempt: this.exempt,
    };
    return { snapshot, accounts: this.accounts, cards: this.cards, pools: this.pools, catalog };
  }

  plan(): SyncPlan {
    return makePlan(this.reading(), this.evidence, this.settings, this.past, this.tools);
  }
}

export const smallWorld = (): SmallWorld => new SmallWorld();
