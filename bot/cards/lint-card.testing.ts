import packaged from 'adaptivecards/dist/adaptivecards.js';
import type { AdaptiveCard } from './elements.ts';

const { AdaptiveCard: Parser, SerializationContext, Version } = packaged;
const mostBytes = 28 * 1024;

/** What the renderer's own parser, and the limits of Teams, hold against a card: nothing, when it is well made. */
export const lintCard = ({ lang, ...card }: AdaptiveCard): readonly string[] => {
  const context = new SerializationContext(Version.parse(card.version, new SerializationContext()));
  const parsed = new Parser();
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const faults = parsed.validateProperties().validationEvents.map((event) => event.message);
  const bytes = Buffer.byteLength(JSON.stringify({ lang, ...card }), 'utf16le');
  // The parser's own check of the language has a memory (a regular expression with the g flag) and fails every other time.
  const language = /^[a-z]{2,3}$/.test(lang) ? [] : [`${lang} is no language`];
  return [
    ...language,
    ...events,
    ...faults,
    ...(bytes > mostBytes ? [`${bytes} bytes is more than ${mostBytes}`] : []),
  ];
};
