/** What the host says of itself and of the person, in the flat names that Teams sends. */
import type { Choices, FrameContext, PageConfig, Person } from '../protocol.ts';

/** Sent as a JSON string. `supports` decides what teams-js lets a tab call. */
export const runtime = {
  apiVersion: 4,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  isLegacyTeams: false,
  isNAAChannelRecommended: false,
  supports: { app: { notifySuccessResponse: {} } },
} as const;

export const findPerson = (config: PageConfig, choices: Choices): Person | null =>
  config.people.find((person) => person.id === choices.personId) ?? null;

const signInName = (person: Person): string =>
  person.email ?? `${person.name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@contoso.example`;

/** The answer to `getContext`, before teams-js makes its own shape of it. */
export const describeContext = (config: PageConfig, choices: Choices, frameContext: FrameContext) => {
  const person = findPerson(config, choices);
  return {
    appId: '5b0a1c7e-3f2d-4a64-9d3b-7c1f0e2a9b11',
    entityId: 'directory-sync',
    subEntityId: choices.subPageId,
    frameContext,
    hostClientType: 'web',
    hostName: 'Teams',
    locale: choices.locale,
    sessionId: 'emulated-session',
    appSessionId: 'emulated-app-session',
    theme: choices.theme,
    tid: config.tenantId,
    ...(person && {
      userObjectId: person.id,
      userPrincipalName: signInName(person),
      loginHint: signInName(person),
      userDisplayName: person.name,
    }),
  };
};
