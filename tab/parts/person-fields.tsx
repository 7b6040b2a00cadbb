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
import type { ProfileField } from '../../src/plan/plan.ts';
import type { Explanation } from '../api.ts';
import { useMedia } from '../use-media.ts';
import { useWords, type Words } from '../words.ts';
import { DifferenceList } from './difference-list.tsx';
import { Section } from './section.tsx';

type Field = Explanation['comparison'][number];

const useStyles = makeStyles({
  cell: {
    verticalAlign: 'top',
    paddingTop: tokens.spacingVerticalSNudge,
    paddingBottom: tokens.spacingVerticalSNudge,
    overflowWrap: 'anywhere',
  },
  first: { paddingLeft: 0, width: '16%' },
  quiet: { color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  list: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, padding: 0, listStyle: 'none' },
  item: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
});

const isWritten = ({ verdict }: Field): boolean => verdict === 'update' || verdict === 'edited';

/** The same on both sides is nothing to dwell on. */
const differs = ({ verdict, directory, mobilo }: Field): boolean => verdict !== 'same' && directory !== mobilo;

const show = (value: string | null, field: string, words: Words): string => {
  if (value === null || value === '') return words('value.empty');
  return field === 'state' && (value === 'active' || value === 'deactivated') ? words(`value.${value}`) : value;
};

const Line = ({ field }: { readonly field: Field }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const tone = differs(field) ? undefined : styles.quiet;
  const cell = mergeClasses(styles.cell, tone);
  return (
    <TableRow>
      <TableCell className={mergeClasses(styles.cell, styles.first, styles.quiet)}>
        {words(`field.${field.field as ProfileField}`)}
      </TableCell>
      <TableCell className={mergeClasses(cell, isWritten(field) && styles.strong)}>
        {show(field.directory, field.field, words)}
      </TableCell>
      <TableCell className={cell}>{show(field.mobilo, field.field, words)}</TableCell>
      <TableCell className={mergeClasses(cell, isWritten(field) && styles.strong)}>
        {words(`verdict.${field.verdict}`)}
      </TableCell>
    </TableRow>
  );
};

const Wide = ({ comparison }: Pick<Explanation, 'comparison'>): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <Table aria-label={words('person.fields')} size="small">
      <TableHeader>
        <TableRow>
          {(['column.field', 'column.directory', 'column.mobilo', 'column.follows'] as const).map((column) => (
            <TableHeaderCell key={column} className={column === 'column.field' ? styles.first : undefined}>
              {words(column)}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {comparison.map((field) => (
          <Line key={field.field} field={field} />
        ))}
      </TableBody>
    </Table>
  );
};

/** On a narrow screen: old -> new for what is written, the value for the rest; the quiet ones are the same on both sides. */
const Narrow = ({ comparison }: Pick<Explanation, 'comparison'>): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <ul className={styles.list}>
      {comparison.map((field) => (
        <li key={field.field} className={styles.item}>
          {isWritten(field) ? (
            <DifferenceList
              differences={[{ field: field.field, from: field.mobilo, to: field.directory, edited: false }]}
            />
          ) : (
            <Text className={differs(field) ? undefined : styles.quiet}>
              <span className={styles.quiet}>{words(`field.${field.field as ProfileField}`)}: </span>
              {show(field.mobilo, field.field, words)}
            </Text>
          )}
          {field.verdict !== 'update' && field.verdict !== 'same' && (
            <Text size={200} className={styles.quiet}>
              {words(`verdict.${field.verdict}`)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Field by field what each side says and what follows; what is written comes first. Nothing where nothing is compared. */
export const PersonFields = ({ comparison }: Pick<Explanation, 'comparison'>): ReactElement | null => {
  const words = useWords();
  const wide = useMedia('(min-width: 720px)');
  if (comparison.length === 0) return null;
  const weight = (field: Field): number => (isWritten(field) ? 0 : differs(field) ? 1 : 2);
  const sorted = [...comparison].sort((a, b) => weight(a) - weight(b));
  return (
    <Section title={words('person.fields')}>
      {wide ? <Wide comparison={sorted} /> : <Narrow comparison={sorted} />}
    </Section>
  );
};
