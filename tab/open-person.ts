import { createContext, useContext } from 'react';

/** The way from a name to the page that explains the person. */
export interface OpenPerson {
  readonly mayAsk: (personId: string) => boolean;
  readonly open: (personId: string) => void;
}

const context = createContext<OpenPerson>({ mayAsk: () => false, open: () => undefined });

export const OpenPersonProvider = context.Provider;

export const useOpenPerson = (): OpenPerson => useContext(context);
