import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { type CardDecisions, chooseForAll } from '../decision.ts';
import { useWords } from '../words.ts';
import { ChoiceGroup } from './card-choices.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** One choice for the cards of every leaver; empty as soon as single cards differ. */
export const ChoiceForAll = (properties: {
  readonly cards: CardDecisions;
  readonly onChoose: (cards: CardDecisions) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { byCard, others } = properties.cards;
  return (
    <div>
      <div className={styles.line}>
        <Text weight="semibold">{words('card.for-all')}</Text>
        <ChoiceGroup
          label={words('card.for-all')}
          value={Object.keys(byCard).length === 0 ? others : null}
          onChoose={(choice) => properties.onChoose(chooseForAll(choice))}
        />
      </div>
      <Text className={styles.quiet}>{words('card.explained')}</Text>
    </div>
  );
};
