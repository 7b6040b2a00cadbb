import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useFormats } from '../formats.ts';
import type { Superseded } from '../superseded.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  offer: { display: 'grid', gap: tokens.spacingVerticalS, justifyItems: 'start' },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

/** What moved since the plan was made, and the rest with one press (case 60). */
export const SupersededOffer = (properties: {
  readonly superseded: Superseded;
  readonly pending: boolean;
  readonly onApprove: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { superseded, pending, onApprove } = properties;
  const { unchanged, moved } = superseded;
  return (
    <div className={styles.offer}>
      {moved.length > 0 && <Text>{words('stale.moved')}</Text>}
      <ul className={styles.list}>
        {moved.map(({ rowId, name, how }) => (
          <li key={rowId}>
            {name} · {words(`stale.${how}`)}
          </li>
        ))}
      </ul>
      {unchanged > 0 && (
        <Button disabledFocusable={pending} onClick={onApprove}>
          {words('stale.approve', { count: unchanged, number: formats.number(unchanged) })}
        </Button>
      )}
    </div>
  );
};
