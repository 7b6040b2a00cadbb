import { makeStyles, mergeClasses, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { CardChoice } from '../../src/plan/plan.ts';
import type { Leaver } from '../api.ts';
import { type CardDecisions, choiceOf, chooseForCard } from '../decision.ts';
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
  readonly offered?: readonly CardChoice[];
  readonly onChoose: (choice: CardChoice) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { offered = choicesForAll } = properties;
  const choose = (value: string): void => {
    const choice = offered.find((candidate) => candidate === value);
    if (choice) properties.onChoose(choice);
  };
  return (
    <RadioGroup
      layout="horizontal"
      className={styles.group}
      aria-label={properties.label}
      value={properties.value ?? ''}
      onChange={(_, { value }) => choose(value)}
    >
      {offered.map((choice) => (
        <Radio key={choice} value={choice} label={words(`card.${choice}`)} />
      ))}
    </RadioGroup>
  );
};

/** The cards of one leaver, each with its choice (R24, R25). Without `onChange` they are only named. */
export const CardChoices = (properties: {
  readonly leaver: Leaver;
  readonly decisions: CardDecisions;
  readonly onChange?: (decisions: CardDecisions) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { leaver, decisions, onChange } = properties;
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
            <Text>{card.name}</Text>
            {onChange && (
              <ChoiceGroup
                label={words('card.of', { card: card.name, name: leaver.name })}
                value={choiceOf(decisions, card)}
                onChoose={(choice) => onChange(chooseForCard(decisions, card.id, choice))}
              />
            )}
          </div>
        ),
      )}
    </div>
  );
};
