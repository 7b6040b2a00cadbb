/** Page tokens: opaque to clients, and the same for the same page. */
import { unsupported } from './graph-fault.ts';

/** Where a page of a list begins. `page` counts from 1; `again` tells it from the link that led to an empty page. */
export interface SkipToken {
  readonly offset: number;
  readonly page: number;
  readonly again: number;
}

const firstPage: SkipToken = { offset: 0, page: 1, again: 0 };

export const encodeToken = (text: string): string => Buffer.from(text).toString('base64url');

export const decodeToken = (token: string): string => Buffer.from(token, 'base64url').toString();

export const writeSkipToken = ({ offset, page, again }: SkipToken): string =>
  encodeToken(`skip:${offset}:${page}:${again}`);

/** @throws GraphFault 400 for a token that no link held */
export const readSkipToken = (token: string | null): SkipToken => {
  if (token === null) return firstPage;
  const [, offset, page = '1', again = '0'] = /^skip:(\d+)(?::(\d+):(\d+))?$/.exec(decodeToken(token)) ?? [];
  if (offset === undefined)
    throw unsupported('The specified page token value has expired and can no longer be included in your request.');
  return { offset: Number(offset), page: Number(page), again: Number(again) };
};

/** Which page of a list, or of a round of changes, a path and query asks for, whatever it is called; 1 for any other request. */
export const pageOf = (url: string): number => {
  const token = new URL(url, 'http://graph').searchParams.get('$skiptoken');
  const text = token === null ? '' : decodeToken(token);
  const [, page = '1'] = /^skip:\d+:(\d+):/.exec(text) ?? /"page":(\d+)/.exec(text) ?? [];
  return Number(page);
};
