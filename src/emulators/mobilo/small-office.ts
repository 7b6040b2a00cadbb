import type { Profile } from '../../mobilo/mobilo.ts';
import type { MobiloData } from '../world.ts';

/** A profile with only a name. */
export const profileOf = (displayName: string): Profile => ({
  displayName,
  givenName: null,
  surname: null,
  jobTitle: null,
  department: null,
  company: null,
  office: null,
  phone: null,
  mobile: null,
});

/** An organization to test with: one administrator, two members, a blank and a printed card, and few credits. */
export const smallOffice: MobiloData = {
  organization: 'Small Office',
  catalog: [
    { sku: 'card-metal', kind: 'card', name: 'Metal', material: 'Metal', printed: false },
    { sku: 'card-wood-named', kind: 'card', name: 'Wood with a name', material: 'Wood', printed: true },
    { sku: 'user', kind: 'licence', name: 'User licence', material: null, printed: false },
    { sku: 'crm', kind: 'licence', name: 'CRM', material: null, printed: false },
    { sku: 'keyring', kind: 'accessory', name: 'Key ring', material: null, printed: false },
  ],
  pools: [
    { sku: 'card-metal', kind: 'card', name: 'Metal', available: 2, reserved: 0 },
    { sku: 'card-wood-named', kind: 'card', name: 'Wood with a name', available: 1, reserved: 0 },
    { sku: 'user', kind: 'licence', name: 'User licence', available: 10, reserved: 0 },
    { sku: 'crm', kind: 'licence', name: 'CRM', available: 1, reserved: 0 },
    { sku: 'keyring', kind: 'accessory', name: 'Key ring', available: 3, reserved: 0 },
  ],
  teams: [
    { id: 'sales', name: 'Sales' },
    { id: 'operations', name: 'Operations' },
  ],
  accounts: [
    {
      id: 'anna',
      externalId: null,
      email: 'Anna@small.example',
      profile: profileOf('Anna'),
      teamId: null,
      photo: null,
      state: 'active',
      role: 'admin',
    },
    {
      id: 'ben',
      externalId: 'tenant/ben',
      email: 'ben@small.example',
      profile: profileOf('Ben'),
      teamId: null,
      photo: null,
      state: 'active',
      role: 'member',
    },
    {
      id: 'cleo',
      externalId: 'tenant/cleo',
      email: 'cleo@small.example',
      profile: profileOf('Cleo'),
      teamId: null,
      photo: null,
      state: 'active',
      role: 'member',
    },
  ],
  cards: [
    { id: 'blank', accountId: 'ben', sku: 'card-metal', state: 'active', printed: false },
    { id: 'named', accountId: 'ben', sku: 'card-wood-named', state: 'active', printed: true },
  ],
};
