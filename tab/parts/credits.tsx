import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { findShortages } from '../../src/plan/forecast.ts';
import type { Forecast } from '../../src/plan/plan.ts';
import { useFormats } from '../formats.ts';
import type { PoolLine } from '../join-pools.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';
import { FoldingSection } from './folding-section.tsx';

const useStyles = makeStyles({
  table: { tableLayout: 'auto' },
  name: { paddingLeft: 0, height: '32px' },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', height: '32px' },
  numberHead: { textAlign: 'right', '& > *': { justifyContent: 'flex-end' } },
  last: { paddingRight: 0 },
  short: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
});

const Summary = ({ lines }: { readonly lines: readonly PoolLine[] }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const short = lines.filter((line) => line.needed > line.available);
  if (short.length > 0) {
    const pools = short.map((line) => `${line.name} (${formats.number(line.needed - line.available)})`);
    return <Text className={styles.short}>{words('credits.short', { pools: formats.list(pools) })}</Text>;
  }
  return <Text>{words(lines.some((line) => line.needed > 0) ? 'credits.enough' : 'credits.idle')}</Text>;
};

const PoolTable = ({ lines }: { readonly lines: readonly PoolLine[] }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const numberHead = mergeClasses(styles.number, styles.numberHead);
  const planned = lines.some((line) => line.needed > 0);
  return (
    <Table size="small" className={styles.table} aria-label={words('credits')}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.name}>{words('credits.pool')}</TableHeaderCell>
          <TableHeaderCell className={numberHead}>{words('credits.left')}</TableHeaderCell>
          {planned && (
            <TableHeaderCell className={mergeClasses(numberHead, styles.last)}>{words('credits.plan')}</TableHeaderCell>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map(({ sku, name, available, needed }) => (
          <TableRow key={sku}>
            <TableCell className={styles.name}>{name}</TableCell>
            <TableCell className={styles.number}>{formats.number(available)}</TableCell>
            {planned && (
              <TableCell className={mergeClasses(styles.number, styles.last, needed > available && styles.short)}>
                {needed === 0 ? '–' : formats.number(needed)}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};

/** Which pools people who are hired later will exhaust, and by when. */
const Ahead = ({ forecast }: { readonly forecast: readonly Forecast[] }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const shortages = findShortages(forecast);
  if (shortages.length === 0) return null;
  const told = shortages.map(({ name, left, on }) =>
    words('credits.short-by', { name, short: formats.number(-left), day: formats.utcDay(on) }),
  );
  return <Text>{words('credits.ahead', { pools: told.join(' · ') })}</Text>;
};

/** The credits of every pool, what the pending plan takes of them, and what is or will be short in words (R5, R6). */
export const Credits = (properties: {
  readonly lines: readonly PoolLine[];
  readonly forecast: readonly Forecast[];
  readonly error: Error | null;
}): ReactElement => {
  const words = useWords();
  const { lines, forecast, error } = properties;
  return (
    <FoldingSection title={words('credits')} summary={<Summary lines={lines} />} urgent={error !== null}>
      <Ahead forecast={forecast} />
      {error && <Failure error={error} />}
      {lines.length > 0 && <PoolTable lines={lines} />}
    </FoldingSection>
  );
};
