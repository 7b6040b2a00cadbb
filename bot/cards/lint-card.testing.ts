import packaged from 'adaptivecards/dist/adaptivecards.js';
import type { AdaptiveCard } from './elements.ts';

const { AdaptiveCard: Parser, SerializationContext, Version } = packaged;
const mostBytes = 28 * 1024;

/** What the renderer's own parser, and the limits of Teams, hold against a card: nothing, when it is well made. */
export const lintCard = (card: AdaptiveCard): readonly string[] => {
  const context = new SerializationContext(Version.parse(card.version, new SerializationContext()));
  const parsed = new Parser();
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const faults = parsed.validateProperties().validationEvents.map((event) => event.message);
  const bytes = Buffer.byteLength(JSON.stringify(card), 'utf16le');
  return [...events, ...faults, ...(bytes > mostBytes ? [`${bytes} bytes is more than ${mostBytes}`] : [])];
};
