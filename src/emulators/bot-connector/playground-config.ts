import { staff, tenantId } from '../world.ts';

export interface PlaygroundPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The conversations that exist in every Playground. */
export const playgroundChats = {
  personal: 'a:mobilo-personal-chat',
  group: '19:hr-approvals@unq.gbl.spaces',
  channel: '19:people-ops@thread.tacv2',
} as const;

export const playgroundBot = { id: '28:mobilo-directory-sync', name: 'Mobilo Directory Sync' } as const;

/** Colleagues who fill the room; no directory knows them. */
const extras: readonly PlaygroundPerson[] = [
  ['1', 'Dana Peeters'],
  ['2', 'Emil Novak'],
  ['3', 'Farah Haddad'],
].map(([digit, name = '']) => ({
  id: `eeeeeeee-0000-4000-8000-00000000000${digit}`,
  name,
  email: `${name.toLowerCase().replace(' ', '.')}@contoso.example`,
}));

/** How Teams names a person to a bot. */
export const teamsIdOf = (person: PlaygroundPerson): string => `29:${person.id}`;

const describePerson = (person: PlaygroundPerson) => {
  const [givenName = '', ...surname] = person.name.split(' ');
  return {
    id: teamsIdOf(person),
    name: person.name,
    // The format spells it so.
    userPrincipleName: person.email,
    aadObjectId: person.id,
    givenName,
    surname: surname.join(' ') || givenName,
    email: person.email,
  };
};

/** The configuration file; JSON, which is YAML too. The format wants exactly five people beside the current user. */
export const writePlaygroundConfig = (currentUser: PlaygroundPerson): string => {
  const others = [...Object.values(staff), ...extras].filter(({ id }) => id !== currentUser.id).slice(0, 5);
  const config = {
    version: '0.1.1',
    tenantId,
    bot: playgroundBot,
    currentUser: describePerson(currentUser),
    users: others.map(describePerson),
    personalChat: { id: playgroundChats.personal },
    groupChat: { id: playgroundChats.group, name: 'HR approvals' },
    team: {
      id: '19:people-ops-team@thread.tacv2',
      name: 'People Ops',
      aadGroupId: 'eeeeeeee-0000-4000-8000-0000000000ff',
      channels: [{ id: playgroundChats.channel, name: 'Cards' }],
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
};
