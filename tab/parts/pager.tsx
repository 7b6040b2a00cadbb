import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  pager: { display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: tokens.spacingHorizontalS },
  count: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
});

/** `1-50 of 12,480` and the way to the pages before and after. Nothing when everything fits on one page. */
export const Pager = (properties: {
  readonly offset: number;
  readonly size: number;
  readonly total: number;
  readonly onMove: (offset: number) => void;
}): ReactElement | null => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { offset, size, total, onMove } = properties;
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  return (
    <nav className={styles.pager} aria-label={words('pager')}>
      <Text className={styles.count}>
        {words('pager.range', {
          first: formats.number(offset + 1),
          last: formats.number(last),
          total: formats.number(total),
        })}
      </Text>
      <Button
        appearance="subtle"
        icon={<ChevronLeft20Regular />}
        aria-label={words('pager.previous')}
        disabledFocusable={offset === 0}
        onClick={() => onMove(Math.max(0, offset - size))}
      />
      <Button
        appearance="subtle"
        icon={<ChevronRight20Regular />}
        aria-label={words('pager.next')}
        disabledFocusable={last === total}
        onClick={() => onMove(offset + size)}
      />
    </nav>
  );
};
