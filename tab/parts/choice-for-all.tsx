import { Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { type CardDecisions, chooseForAll, countRecyclable } from '../decision.ts';
import { useFormats } from '../formats.ts';
import type { Draft } from '../use-draft.ts';
import { useWords } from '../words.ts';
import { ChoiceGroup } from './card-choices.tsx';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Whether cards go to joiners where they can; said only where some can. */
const Recycling = ({ draft }: { readonly draft: Draft }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const count = countRecyclable(draft.ticks, draft.leavers ?? []);
  if (count === 0) return null;
  const recycle = (recycles: boolean): CardDecisions => chooseForAll(draft.cards.others, recycles);
  return (
    <Checkbox
      label={words('card.recycle', { count, number: formats.number(count) })}
      checked={draft.cards.recycles}
      onChange={(_, { checked }) => draft.setCards(recycle(checked === true))}
    />
  );
};

/** One choice for the cards of every leaver; empty as soon as single cards differ. */
export const ChoiceForAll = ({ draft }: { readonly draft: Draft }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { byCard, others, recycles } = draft.cards;
  return (
    <div>
      <Recycling draft={draft} />
      <div className={styles.line}>
        <Text weight="semibold">{words('card.for-all')}</Text>
        <ChoiceGroup
          label={words('card.for-all')}
          value={Object.keys(byCard).length === 0 ? others : null}
          onChoose={(choice) => draft.setCards(chooseForAll(choice, recycles))}
        />
      </div>
      <Text className={styles.quiet}>{words('card.explained')}</Text>
    </div>
  );
};
