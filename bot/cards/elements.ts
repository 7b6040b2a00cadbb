/** The few Adaptive Card elements this product draws with (schema 1.5), and short ways to make them. */

export type Tone = 'Default' | 'Good' | 'Warning' | 'Attention';
export type Surface = 'default' | 'emphasis' | 'good' | 'warning' | 'attention';
export type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large';

export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly size?: 'Small' | 'Medium' | 'Large';
  readonly weight?: 'Bolder';
  readonly color?: Tone;
  readonly isSubtle?: true;
  readonly style?: 'heading';
  readonly spacing?: Spacing;
}

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Medium';
  readonly color?: Tone;
  readonly isSubtle?: true;
}

export interface RichTextBlock {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
  readonly spacing?: Spacing;
}

export interface Container {
  readonly type: 'Container';
  readonly items: readonly Element[];
  readonly style?: Surface;
  readonly separator?: true;
  readonly spacing?: Spacing;
}

export interface ChoiceSet {
  readonly type: 'Input.ChoiceSet';
  readonly id: string;
  readonly label: string;
  readonly style: 'compact' | 'expanded';
  readonly isRequired: true;
  readonly errorMessage: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly value?: string;
}

export interface NumberInput {
  readonly type: 'Input.Number';
  readonly id: string;
  readonly label: string;
  readonly isRequired: true;
  readonly errorMessage: string;
  readonly min: number;
}

export type Element = TextBlock | RichTextBlock | Container | ChoiceSet | NumberInput;

export interface ExecuteAction {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly style?: 'positive' | 'destructive';
  /** `none`: press it without filling in the inputs. */
  readonly associatedInputs?: 'none';
}

export interface OpenUrlAction {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

export type Action = ExecuteAction | OpenUrlAction;

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly fallbackText: string;
  readonly speak: string;
  readonly refresh?: { readonly action: ExecuteAction };
  readonly body: readonly Element[];
  readonly actions: readonly Action[];
}

type Look<T extends Element> = Omit<T, 'type' | 'text' | 'wrap' | 'inlines' | 'items'>;

/** A paragraph of our own words. Clients read Markdown in it, so names from the directory belong in `rich`. */
export const text = (words: string, look: Look<TextBlock> = {}): TextBlock => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...look,
});

export const heading = (words: string, tone: Tone = 'Default'): TextBlock =>
  text(words, { size: 'Medium', weight: 'Bolder', style: 'heading', ...(tone === 'Default' ? {} : { color: tone }) });

/** The title of a part of the card. */
export const label = (words: string): TextBlock => text(words, { weight: 'Bolder', size: 'Small', isSubtle: true });

/** A paragraph that shows its text as it is: nothing in it becomes a link, bold or a list. */
export const rich = (inlines: readonly TextRun[], look: Look<RichTextBlock> = {}): RichTextBlock => ({
  type: 'RichTextBlock',
  inlines,
  ...look,
});

export const run = (words: string, look: Omit<TextRun, 'type' | 'text'> = {}): TextRun => ({
  type: 'TextRun',
  text: words,
  ...look,
});

export const container = (items: readonly Element[], look: Look<Container> = {}): Container => ({
  type: 'Container',
  items,
  ...look,
});

export const openUrl = (title: string, url: string): OpenUrlAction => ({ type: 'Action.OpenUrl', title, url });
