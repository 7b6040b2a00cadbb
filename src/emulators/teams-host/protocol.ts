/** The words that teams-js 2.58 and its host exchange by postMessage. */

/** A call from the tab. `id` is a number; `uuidAsString` is what teams-js matches an answer by. */
export interface SdkCall {
  readonly id?: number;
  readonly uuidAsString?: string;
  readonly func: string;
  readonly args?: readonly unknown[];
}

export type Theme = 'default' | 'dark' | 'contrast';
export type FrameContext = 'content' | 'authentication';

/** Somebody the tab can be opened as. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Becomes the sign-in name; made from the name when absent. */
  readonly email?: string;
}

/** What the server writes into the page. */
export interface PageConfig {
  readonly tabUrl: string;
  readonly tabOrigin: string;
  readonly tenantId: string;
  readonly people: readonly Person[];
}

/** What the person at the page has chosen, kept in its address. */
export interface Choices {
  readonly theme: Theme;
  readonly locale: string;
  readonly personId: string;
  readonly width: 'full' | 'phone';
  /** The `subPageId` of a deep link, such as `plan/<id>`. */
  readonly subPageId: string;
}
