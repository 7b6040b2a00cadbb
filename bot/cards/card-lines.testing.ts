import type { AdaptiveCard, Element } from './elements.ts';

const linesOfElement = (element: Element): readonly string[] => {
  switch (element.type) {
    case 'TextBlock':
      return [element.text];
    case 'RichTextBlock':
      return [element.inlines.map((inline) => inline.text).join('')];
    case 'Container':
      return element.items.flatMap(linesOfElement);
    case 'Input.ChoiceSet':
      return [`${element.label} [${element.choices.map((choice) => choice.title).join(' | ')}] ${element.value ?? ''}`];
    case 'Input.Number':
      return [`${element.label} [number]`];
  }
};

/** A card as somebody reads it from top to bottom, for specs. */
export const linesOf = (card: AdaptiveCard): readonly string[] => card.body.flatMap(linesOfElement);

/** The buttons of a card, for specs. */
export const buttonsOf = (card: AdaptiveCard): readonly string[] => card.actions.map((action) => action.title);
