import { makeStyles, mergeClasses, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { CardChoice } from '../../src/plan/plan.ts';
import type { Leaver } from '../api.ts';
import { type CardDecisions, choiceOf, chooseForCard, recipientOf } from '../decision.ts';
import type { Ticks } from '../selection.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  // The radios have room around them; without this the first line would stand lower than its neighbours.
  cards: { display: 'flex', flexDirection: 'column', marginTop: `calc(-1 * ${tokens.spacingVerticalSNudge})` },
  card: { display: 'grid', gridTemplateColumns: 'minmax(72px, auto) 1fr', alignItems: 'center' },
  printed: { padding: `${tokens.spacingVerticalSNudge} 0` },
  name: { display: 'flex', flexDirection: 'column' },
  group: { flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Reassigning is a choice for a card that has a recipient, never for all cards. */
const choicesForAll: readonly CardChoice[] = ['release', 'deactivate'];

/** What happens to one card, or to all. */
export const ChoiceGroup = (properties: {
  readonly label: string;
  readonly value: CardChoice | null;
  /** Who could get the card: only then giving it away is offered. */
  readonly recipient?: Leaver['cards'][number]['recipient'];
  readonly onChoose: (choice: CardChoice) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { recipient } = properties;
  const offered: readonly CardChoice[] = recipient ? ['reassign', ...choicesForAll] : choicesForAll;
  const choose = (value: string): void => {
    const choice = offered.find((candidate) => candidate === value);
    if (choice) properties.onChoose(choice);
  };
  const nameChoice = (choice: CardChoice): string =>
    choice === 'reassign' && recipient ? words('card.give-to', { name: recipient.name }) : words(`card.${choice}`);
  return (
    <RadioGroup
      layout="horizontal"
      className={styles.group}
      aria-label={properties.label}
      value={properties.value ?? ''}
      onChange={(_, { value }) => choose(value)}
    >
      {offered.map((choice) => (
        <Radio key={choice} value={choice} label={nameChoice(choice)} />
      ))}
    </RadioGroup>
  );
};

/** A card, and who could get it where that is not offered beside it. */
const CardName = (properties: {
  readonly card: Leaver['cards'][number];
  readonly ticks: Ticks;
  readonly mayChoose: boolean;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { card, ticks, mayChoose } = properties;
  const isOffered = mayChoose && recipientOf(card, ticks) !== null;
  const key = mayChoose ? 'card.recipient-unticked' : 'card.recipient';
  return (
    <div className={styles.name}>
      <Text>{card.name}</Text>
      {card.recipient && !isOffered && (
        <Text className={styles.quiet}>{words(key, { name: card.recipient.name })}</Text>
      )}
    </div>
  );
};

/** The cards of one leaver, each with its choice (R24, R25). Without `onChange` they are only named. */
export const CardChoices = (properties: {
  readonly leaver: Leaver;
  readonly decisions: CardDecisions;
  readonly ticks: Ticks;
  readonly onChange?: (decisions: CardDecisions) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { leaver, decisions, ticks, onChange } = properties;
  if (leaver.cards.length === 0) return <Text className={styles.quiet}>{words('card.none')}</Text>;
  return (
    <div className={styles.cards}>
      {leaver.cards.map((card) =>
        card.printed ? (
          <div key={card.id} className={mergeClasses(styles.name, styles.printed)}>
            <Text>{card.name}</Text>
            <Text className={styles.quiet}>{words('card.printed')}</Text>
          </div>
        ) : (
          <div key={card.id} className={styles.card}>
            <CardName card={card} ticks={ticks} mayChoose={onChange !== undefined} />
            {onChange && (
              <ChoiceGroup
                recipient={recipientOf(card, ticks)}
                label={words('card.of', { card: card.name, name: leaver.name })}
                value={choiceOf(decisions, card, ticks)}
                onChoose={(choice) => onChange(chooseForCard(decisions, card.id, choice))}
              />
            )}
          </div>
        ),
      )}
    </div>
  );
};
