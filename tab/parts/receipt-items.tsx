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
import { type ReactElement, useState } from 'react';
import type { ReceiptItem } from '../api.ts';
import { pageSize } from '../queries.ts';
import { useMedia } from '../use-media.ts';
import { useWords } from '../words.ts';
import { Pager } from './pager.tsx';

const useStyles = makeStyles({
  cell: { verticalAlign: 'top', paddingTop: tokens.spacingVerticalS, paddingBottom: tokens.spacingVerticalS },
  first: { paddingLeft: 0 },
  person: { width: '30%' },
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const Steps = ({ item }: { readonly item: ReceiptItem }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <div className={styles.stack}>
      {item.why && <Text>{item.why}</Text>}
      {item.steps.map((step) => (
        <Text key={`${step.kind} ${step.reference}`} className={styles.quiet}>
          {words(`step.${step.kind}`)}: {words(`step-state.${step.state}`)}
          {step.reference && ` (${step.reference})`}
        </Text>
      ))}
    </div>
  );
};

const Item = ({ item, wide }: { readonly item: ReceiptItem; readonly wide: boolean }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <TableRow>
      <TableCell className={mergeClasses(styles.cell, styles.first)}>
        <div className={styles.stack}>
          <Text weight="semibold">{item.name}</Text>
          <Text className={styles.quiet}>{words(`one.${item.kind}`)}</Text>
          {!wide && <Steps item={item} />}
        </div>
      </TableCell>
      {wide && (
        <TableCell className={styles.cell}>
          <Steps item={item} />
        </TableCell>
      )}
    </TableRow>
  );
};

/** The rows of one outcome: who, what was done with which reference, and why not. */
export const ReceiptItems = (properties: {
  readonly label: string;
  readonly items: readonly ReceiptItem[];
}): ReactElement => {
  const words = useWords();
  const styles = useStyles();
  const wide = useMedia('(min-width: 720px)');
  const [offset, setOffset] = useState(0);
  return (
    <>
      <Table aria-label={properties.label}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={mergeClasses(styles.first, wide && styles.person)}>
              {words('column.person')}
            </TableHeaderCell>
            {wide && <TableHeaderCell>{words('column.outcome')}</TableHeaderCell>}
          </TableRow>
        </TableHeader>
        <TableBody>
          {properties.items.slice(offset, offset + pageSize).map((item) => (
            <Item key={item.rowId} item={item} wide={wide} />
          ))}
        </TableBody>
      </Table>
      <Pager offset={offset} size={pageSize} total={properties.items.length} onMove={setOffset} />
    </>
  );
};
