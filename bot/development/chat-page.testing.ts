/** The page of Agents Playground, as the person at its keyboard uses it. */
import type { Locator } from 'playwright-core';
import { type OpenBrowser, openBrowser } from '../../src/emulators/browser.ts';

export interface ChatPage {
  /** Every card in the conversation, in order. */
  readonly cards: Locator;
  say(text: string): Promise<void>;
  /** The newest card, once its text is as wanted. Throws after half a minute. */
  waitForCard(text: RegExp): Promise<Locator>;
  close(): Promise<void>;
}

/** Opens the conversation. The bot greets whoever opens it. */
export const openChatPage = async (url: string): Promise<ChatPage> => {
  const browser: OpenBrowser = await openBrowser();
  const { page } = browser;
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  const cards = page.locator('.ac-adaptiveCard');
  return {
    cards,
    say: async (text) => {
      await page.getByRole('textbox').pressSequentially(text);
      await page.keyboard.press('Enter');
    },
    waitForCard: async (text) => {
      await cards.last().filter({ hasText: text }).waitFor();
      return cards.last();
    },
    close: () => browser.close(),
  };
};

/** What a person reads on a card, line by line, its buttons among them. Moments are replaced: they differ with each run. */
export const readLines = async (card: Locator): Promise<readonly string[]> => {
  const texts = await card.allInnerTexts();
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => line.replaceAll(/\w{3}, \w{3} \d+, \d{4}, \d+:\d\d\s[AP]M/g, '(moment)'));
};

/** Picks one of the answers that a card offers. */
export const choose = async (card: Locator, question: string, answer: string): Promise<void> => {
  await card.getByRole('combobox', { name: question }).click();
  await card.page().getByRole('option', { name: answer }).click();
};
