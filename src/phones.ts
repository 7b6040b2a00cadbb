/** Phone numbers as what they dial, for comparing them; nobody is shown a number written in another way (case 15). */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PlanTools } from './plan/plan-tools.ts';
import { tidy } from './plan/tidy.ts';
import type { Settings } from './settings.ts';

/** What is no number of any country stays comparable by its digits; words, as in `ask the desk`, stay what they are. */
const bareKey = (text: string): string => {
  const plain = tidy(text) ?? '';
  const digits = plain.replace(/[^\d]/g, '');
  if (digits === '' || /\p{L}/u.test(plain)) return plain;
  return plain.startsWith('+') ? `+${digits}` : digits;
};

/**
 * E.164 with the extension, for example `+31205550100;ext=12`. `region` (ISO 3166-1 alpha-2) is the country of numbers
 * that do not name one. What is no valid number gives its digits, a leading plus kept.
 */
export const phoneKey = (text: string, region: string): string => {
  const parsed = parsePhoneNumberFromString(text, region as CountryCode);
  if (!parsed?.isValid()) return bareKey(text);
  return parsed.ext ? `${parsed.number};ext=${parsed.ext}` : parsed.number;
};

/** What a plan of this tenant compares with. */
export const toolsOf = ({ phoneRegion }: Settings): PlanTools => ({ phoneKey: (text) => phoneKey(text, phoneRegion) });
