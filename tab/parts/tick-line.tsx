import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import type { Change, ChangeKind } from '../api.ts';
import { useFormats } from '../formats.ts';
import { readRowsOfKind } from '../read-rows-of-kind.ts';
import { countTicked } from '../selection.ts';
import type { Draft } from '../use-draft.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalM },
  quiet: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
});

/** Ticks or unticks everything of a kind, or everything a search has found; for the latter the rows must be read first. */
const useTickMany = (draft: Draft, kind: ChangeKind, search: string) => {
  const [reading, setReading] = useState(false);
  const tickMany = async (on: boolean): Promise<void> => {
    if (search === '') return draft.tickKind(kind, on);
    setReading(true);
    try {
      const rows = await readRowsOfKind(draft.plan.id, kind, search);
      draft.tickRows(
        rows.filter((row): row is Change => row.kind === kind),
        on,
      );
    } finally {
      setReading(false);
    }
  };
  return { reading, tickMany };
};

/** `37 of 12,480 selected`, and the way to select or leave out everything of this kind or everything that is found. */
export const TickLine = (properties: {
  readonly draft: Draft;
  readonly kind: ChangeKind;
  readonly search: string;
  /** How many rows the search has found. */
  readonly found: number;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { draft, kind, search, found } = properties;
  const { reading, tickMany } = useTickMany(draft, kind, search);
  const { counts } = draft.plan.summary;
  const ticked = countTicked(draft.ticks, counts, kind);
  const which = search === '' ? 'all' : 'found';
  const values = { count: found, number: formats.number(found) };
  return (
    <div className={styles.line}>
      <Text className={styles.quiet} aria-live="polite">
        {words('tick.count', { ticked: formats.number(ticked), total: formats.number(counts[kind]) })}
      </Text>
      {(ticked < counts[kind] || search !== '') && (
        <Link as="button" disabled={reading} onClick={() => void tickMany(true)}>
          {words(`tick.${which}`, values)}
        </Link>
      )}
      {ticked > 0 && (
        <Link as="button" disabled={reading} onClick={() => void tickMany(false)}>
          {words(`untick.${which}`, values)}
        </Link>
      )}
    </div>
  );
};
