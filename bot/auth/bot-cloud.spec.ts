import assert from 'node:assert/strict';
import { findBotCloud } from './bot-cloud.ts';

const addresses = [
  'https://smba.trafficmanager.net/emea/11111111-1111-4111-8111-111111111111/',
  'https://smba.infra.gcc.teams.microsoft.com/teams',
  'https://europe.webchat.botframework.com/',
  'https://smba.infra.gov.teams.microsoft.us/gcch',
  'https://smba.trafficmanager.net.evil.example/',
  'https://evilbotframework.com/',
  'https://me@evil.example/smba.trafficmanager.net',
  'https://smba.trafficmanager.net:8443/',
  'http://smba.trafficmanager.net/',
  'http://127.0.0.1:56150/_connector',
  'http://localhost:56150/_connector',
  'http://127.0.0.1.evil.example/',
];

const allowedBy = (metadataUrl: string): readonly string[] => {
  const cloud = findBotCloud(metadataUrl);
  return addresses.filter((address) => cloud.allowsServiceUrl(new URL(address)));
};

describe('The addresses at which the bot answers', () => {
  it('are those of Teams in the public cloud', () => {
    assert.deepEqual(
      allowedBy('https://login.botframework.com/v1/.well-known/openidconfiguration'),
      addresses.slice(0, 3),
    );
  });

  it('are those of Teams for the US government in its cloud', () => {
    const metadataUrl = 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration';
    assert.deepEqual(allowedBy(metadataUrl), addresses.slice(3, 4));
  });

  it('are on this machine when the keys come from this machine, and then nowhere else', () => {
    assert.deepEqual(allowedBy('http://127.0.0.1:3980/v1/.well-known/openidconfiguration'), addresses.slice(9, 11));
  });
});
