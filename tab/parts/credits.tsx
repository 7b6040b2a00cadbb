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
import { useFormats } from '../formats.ts';
import type { PoolLine } from '../join-pools.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  table: { tableLayout: 'auto' },
  name: { paddingLeft: 0, height: '32px' },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums', height: '32px' },
  numberHead: { textAlign: 'right', '& > *': { justifyContent: 'flex-end' } },
  last: { paddingRight: 0 },
  short: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The credits of every pool, what the pending plan takes of them, and what is short in words (R5, R6). */
export const Credits = (properties: {
  readonly lines: readonly PoolLine[];
  readonly error: Error | null;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const short = properties.lines.filter((line) => line.needed > line.available);
  const numberHead = mergeClasses(styles.number, styles.numberHead);
  return (
    <Section title={words('credits')}>
      {properties.error !== null && <Failure error={properties.error} />}
      {properties.lines.length === 0 ? (
        <Text className={styles.quiet}>{words('credits.none')}</Text>
      ) : (
        <>
          <Text className={short.length > 0 ? styles.short : undefined}>
            {short.length > 0
              ? words('credits.short', {
                  pools: formats.list(
                    short.map((line) => `${line.name} (${formats.number(line.needed - line.available)})`),
                  ),
                })
              : words('credits.enough')}
          </Text>
          <Table size="small" className={styles.table} aria-label={words('credits')}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell className={styles.name}>{words('credits.pool')}</TableHeaderCell>
                <TableHeaderCell className={numberHead}>{words('credits.left')}</TableHeaderCell>
                <TableHeaderCell className={mergeClasses(numberHead, styles.last)}>
                  {words('credits.plan')}
                </TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {properties.lines.map((line) => (
                <TableRow key={line.sku}>
                  <TableCell className={styles.name}>{line.name}</TableCell>
                  <TableCell className={styles.number}>{formats.number(line.available)}</TableCell>
                  <TableCell
                    className={mergeClasses(
                      styles.number,
                      styles.last,
                      line.needed > line.available ? styles.short : undefined,
                    )}
                  >
                    {line.needed === 0 ? '–' : formats.number(line.needed)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </>
      )}
    </Section>
  );
};
