import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  list: { flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  tab: { paddingLeft: tokens.spacingHorizontalS, paddingRight: tokens.spacingHorizontalS },
  count: {
    fontVariantNumeric: 'tabular-nums',
  },
});

export interface Filter<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count: number;
}

/** Counts that are the filters of the table below them. `panelId` is the element they filter. */
export const FilterTabs = <Value extends string>(properties: {
  readonly filters: readonly Filter<Value>[];
  readonly chosen: Value;
  readonly panelId: string;
  readonly onChoose: (value: Value) => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const choose = (value: unknown): void => {
    const filter = properties.filters.find((candidate) => candidate.value === value);
    if (filter) properties.onChoose(filter.value);
  };
  return (
    <TabList
      className={styles.list}
      selectedValue={properties.chosen}
      aria-label={words('filter')}
      onTabSelect={(_, { value }) => choose(value)}
    >
      {properties.filters.map(({ value, label, count }) => (
        <Tab key={value} value={value} className={styles.tab} aria-controls={properties.panelId}>
          {label} <span className={styles.count}>{formats.number(count)}</span>
        </Tab>
      ))}
    </TabList>
  );
};
