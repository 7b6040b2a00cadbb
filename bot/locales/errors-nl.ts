import type { ErrorCode } from '../../src/errors.ts';

/** The errors people may see, in Dutch; in English the error's own sentence is said. */
export const errorsNl: Readonly<Record<ErrorCode, string>> = {
  'bad-request': 'Dit verzoek klopt niet. Stuur "openstaand" en probeer het vanaf de nieuwe kaart.',
  unauthenticated: 'We weten niet wie je bent. Meld je opnieuw aan en probeer het nog eens.',
  forbidden: 'Alleen een beheerder of goedkeurder mag dit doen. Vraag het een van hen.',
  'foreign-tenant': 'Deze app is niet voor jouw organisatie ingericht. Vraag het je beheerder.',
  'consent-required': 'Een beheerder moet de app eerst toestemming geven. Open daarvoor de wizard.',
  'not-found': 'Dit bestaat niet meer. Stuur "status" om te zien hoe het ervoor staat.',
  'plan-not-found': 'Dit plan bestaat niet meer. Stuur "openstaand" voor het plan van nu.',
  'plan-expired': 'Dit plan is verlopen. Vraag een nieuw plan met "sync".',
  'plan-superseded': 'Een nieuwer plan heeft dit vervangen. Stuur "openstaand" en beslis daarover.',
  'plan-decided': 'Over dit plan is al beslist. Stuur "openstaand" voor wat er nu wacht.',
  'fingerprint-mismatch': 'Dit is niet het plan dat nu openstaat. Stuur "openstaand" en bekijk het opnieuw.',
  'selection-empty': 'Er is niets gekozen. Kies ten minste één wijziging, of wijs het plan af.',
  'removals-held':
    'De verwijderingen worden tegengehouden omdat het er te veel zijn. Keur de andere wijzigingen goed en controleer eerst de directory.',
  'second-person-needed':
    'Je hebt deze verwijderingen al goedgekeurd. Een andere beheerder of goedkeurder moet hetzelfde goedkeuren.',
  'protected-account':
    'Een van de verwijderingen betreft je eigen account, of dat van wie Mobilo heeft verbonden. Laat die weg; iemand anders kan je eigen account goedkeuren.',
  'card-choice-missing':
    'Kies eerst wat er met de kaarten van wie is vertrokken gebeurt: doorgeven aan iemand die ook wordt goedgekeurd, vrijgeven of deactiveren.',
  'credits-short': 'Er zijn niet genoeg credits. Voeg in Mobilo credits toe, of keur goed wat er geen nodig heeft.',
  'directory-unavailable': 'Microsoft Entra ID antwoordt nu niet. Probeer het over een paar minuten opnieuw.',
  'directory-forbidden':
    'Microsoft Entra ID geeft ons geen toegang. Een beheerder moet de toestemming van de app nakijken.',
  'mobilo-not-connected': 'Mobilo is nog niet verbonden. Een beheerder kan dat in de wizard doen.',
  'mobilo-unavailable': 'Mobilo antwoordt nu niet. Probeer het over een paar minuten opnieuw.',
  'mobilo-forbidden': 'Mobilo geeft ons geen toegang. Een beheerder moet Mobilo opnieuw verbinden.',
  'mobilo-refused': 'Mobilo heeft dit geweigerd. Open de wizard om te zien waarom.',
  'mobilo-stale': 'Dit is intussen in Mobilo veranderd. Vraag een nieuw plan met "sync".',
  'mobilo-outcome-unknown': 'We weten niet of Mobilo dit heeft gedaan. Kijk eerst in Mobilo na.',
  'too-many-requests': 'Dit zijn te veel verzoeken. Wacht een minuut en probeer het opnieuw.',
  busy: 'Er loopt al iets voor jouw organisatie. Probeer het zo meteen opnieuw.',
  'storage-in-use': 'De opslag is in gebruik. Probeer het zo meteen opnieuw.',
  configuration: 'De app is niet goed ingesteld. Vraag het de beheerder van de app.',
  internal: 'Er ging bij ons iets mis. Probeer het opnieuw.',
};
