import {
  Checkbox,
  Link,
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
import type { ReactElement, ReactNode } from 'react';
import { changeKinds } from '../../src/plan/plan.ts';
import type { Change, Row, RowKind } from '../api.ts';
import { useOpenPerson } from '../open-person.ts';
import { useMedia } from '../use-media.ts';
import { useWords } from '../words.ts';
import { columnsOf, makeDetails, type RowSurroundings } from './row-details.tsx';

const useStyles = makeStyles({
  cell: { verticalAlign: 'top', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS },
  tick: { width: '40px', verticalAlign: 'top', paddingLeft: 0, paddingRight: 0 },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: `0 1px 0 ${tokens.colorNeutralStroke2}`,
  },
  personHead: { width: '30%' },
  flush: { paddingLeft: 0 },
  person: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  name: { alignSelf: 'start', textAlign: 'start', fontWeight: tokens.fontWeightSemibold },
  stacked: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  quiet: { color: tokens.colorNeutralForeground3 },
  fading: { opacity: 0.6 },
});

/** Ticks of the rows on the page. Absent for people who may not decide, and for rows that only inform. */
export interface RowTicks {
  readonly isTicked: (row: Change) => boolean;
  readonly onTick: (rows: readonly Change[], on: boolean) => void;
}

const isChange = (row: Row): row is Change => changeKinds.some((kind) => kind === row.kind);

/** The name leads to why, for whoever may ask. */
const Name = ({ row: { name, personId } }: { readonly row: Row }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { mayAsk, open } = useOpenPerson();
  if (!mayAsk(personId)) return <Text weight="semibold">{name}</Text>;
  return (
    <Link as="button" className={styles.name} title={words('person.why', { name })} onClick={() => open(personId)}>
      {name}
    </Link>
  );
};

const Person = ({ row }: { readonly row: Row }): ReactElement => {
  const styles = useStyles();
  const place = row.kind === 'joiner' ? null : row.department;
  return (
    <div className={styles.person}>
      <Name row={row} />
      {row.email && <Text className={styles.quiet}>{row.email}</Text>}
      {place && <Text className={styles.quiet}>{place}</Text>}
    </div>
  );
};

const tickState = (rows: readonly Change[], ticks: RowTicks): boolean | 'mixed' => {
  const ticked = rows.filter(ticks.isTicked).length;
  return ticked === 0 ? false : ticked === rows.length || 'mixed';
};

interface RowTableProperties {
  readonly kind: RowKind;
  readonly rows: readonly Row[];
  readonly around: RowSurroundings;
  readonly ticks?: RowTicks;
  /** The next page is on its way. */
  readonly fading: boolean;
}

const Head = ({ kind, rows, ticks, wide }: RowTableProperties & { readonly wide: boolean }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const changes = rows.filter(isChange);
  return (
    <TableRow>
      {ticks && (
        <TableHeaderCell className={mergeClasses(styles.head, styles.tick)}>
          <Checkbox
            aria-label={words('tick.page')}
            checked={tickState(changes, ticks)}
            onChange={(_, { checked }) => ticks.onTick(changes, checked === true)}
          />
        </TableHeaderCell>
      )}
      <TableHeaderCell className={mergeClasses(styles.head, wide && styles.personHead, !ticks && styles.flush)}>
        {words('column.person')}
      </TableHeaderCell>
      {wide &&
        columnsOf[kind].map((column) => (
          <TableHeaderCell key={column} className={styles.head}>
            {words(column)}
          </TableHeaderCell>
        ))}
    </TableRow>
  );
};

const Line = (properties: {
  readonly row: Row;
  readonly details: readonly ReactNode[];
  readonly ticks: RowTicks | undefined;
  readonly wide: boolean;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { row, details, ticks, wide } = properties;
  return (
    <TableRow>
      {ticks && isChange(row) && (
        <TableCell className={styles.tick}>
          <Checkbox
            aria-label={words('tick.row', { name: row.name })}
            checked={ticks.isTicked(row)}
            onChange={(_, { checked }) => ticks.onTick([row], checked === true)}
          />
        </TableCell>
      )}
      <TableCell className={mergeClasses(styles.cell, !ticks && styles.flush)}>
        <div className={styles.stacked}>
          <Person row={row} />
          {!wide && details}
        </div>
      </TableCell>
      {wide &&
        details.map((detail, index) => (
          <TableCell key={columnsOf[row.kind][index]} className={styles.cell}>
            {detail}
          </TableCell>
        ))}
    </TableRow>
  );
};

/** One page of a plan's rows. On a narrow screen the details stand below the name. */
export const RowTable = (properties: RowTableProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const wide = useMedia('(min-width: 720px)');
  const { kind, rows, around, ticks, fading } = properties;
  return (
    <Table aria-label={words(`kind.${kind}`)} className={fading ? styles.fading : undefined}>
      <TableHeader>
        <Head {...properties} wide={wide} />
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Line key={row.id} row={row} details={makeDetails(row, around)} ticks={ticks} wide={wide} />
        ))}
      </TableBody>
    </Table>
  );
};
