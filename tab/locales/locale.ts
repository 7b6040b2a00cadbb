import type { en } from './en.ts';

/** The words of one language: every key of English, no other. */
export type Locale = Readonly<Record<keyof typeof en, string>>;
