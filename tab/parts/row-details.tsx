import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import type { Joiner, Row, RowKind, Upcoming } from '../api.ts';
import type { CardDecisions } from '../decision.ts';
import { describeOrder, type NameOfSku } from '../describe-order.ts';
import { useFormats } from '../formats.ts';
import type { Ticks } from '../selection.ts';
import { useWords, type WordKey } from '../words.ts';
import { CardChoices } from './card-choices.tsx';
import { DifferenceList } from './difference-list.tsx';

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What the cells of a row need besides the row. */
export interface RowSurroundings {
  readonly nameOfSku: NameOfSku;
  readonly nameOfGroup: (id: string) => string | null;
  readonly ticks: Ticks;
  readonly cards: CardDecisions;
  /** Absent for people who may not decide. */
  readonly onCards?: (decisions: CardDecisions) => void;
}

/** The heads of the columns after the person's name, by kind. */
export const columnsOf: Readonly<Record<RowKind, readonly WordKey[]>> = {
  joiner: ['column.position', 'column.order'],
  mover: ['column.changes'],
  leaver: ['column.why', 'column.cards'],
  link: ['column.why', 'column.changes'],
  deletion: ['column.why'],
  upcoming: ['column.why', 'column.order'],
  keep: ['column.why'],
  conflict: ['column.why'],
  excluded: ['column.why'],
};

const Stack = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <div className={useStyles().stack}>{children}</div>
);

const Why = ({ row }: { readonly row: Row }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const styles = useStyles();
  return (
    <Stack>
      <Text>{words(`reason.${row.kind}.${row.reason}` as WordKey)}</Text>
      {row.kind === 'leaver' && row.since && (
        <Text className={styles.quiet}>{words('since', { day: formats.day(row.since) })}</Text>
      )}
      {row.kind === 'deletion' && (
        <Text className={styles.quiet}>{words('deactivated-on', { day: formats.day(row.deactivatedAt) })}</Text>
      )}
      {row.kind === 'upcoming' && <Text className={styles.quiet}>{formats.utcDay(row.on)}</Text>}
    </Stack>
  );
};

const Position = ({ profile }: Joiner): ReactElement => {
  const styles = useStyles();
  return (
    <Stack>
      {profile.jobTitle && <Text>{profile.jobTitle}</Text>}
      {profile.department && <Text className={styles.quiet}>{profile.department}</Text>}
    </Stack>
  );
};

type Names = Pick<RowSurroundings, 'nameOfSku' | 'nameOfGroup'>;

const Order = ({ order, orderGroupId, recycles, nameOfSku, nameOfGroup }: Joiner & Names): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const group = orderGroupId === null ? null : nameOfGroup(orderGroupId);
  return (
    <Stack>
      <Text>{describeOrder(order, nameOfSku, words)}</Text>
      {recycles && <Text className={styles.quiet}>{words('order.recycles', { name: recycles.name })}</Text>}
      {group && <Text className={styles.quiet}>{words('order.of-group', { group })}</Text>}
      {order.sendLoginDetails && <Text className={styles.quiet}>{words('order.login-details')}</Text>}
    </Stack>
  );
};

/** What will be ordered for somebody who starts later, and from when on it is proposed (case 26). */
const Due = ({ due, nameOfSku }: Upcoming & Pick<Names, 'nameOfSku'>): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  if (!due) return <Text className={styles.quiet}>{words('order.none')}</Text>;
  return (
    <Stack>
      <Text>{describeOrder(due.order, nameOfSku, words)}</Text>
      <Text className={styles.quiet}>{words('order.due', { day: formats.utcDay(due.on) })}</Text>
    </Stack>
  );
};

/** The cells of a row after the person's name, one for each of `columnsOf`. */
export const makeDetails = (row: Row, around: RowSurroundings): readonly ReactNode[] => {
  const { nameOfSku, nameOfGroup, cards, ticks, onCards } = around;
  switch (row.kind) {
    case 'joiner':
      return [
        <Position key="position" {...row} />,
        <Order key="order" {...row} nameOfSku={nameOfSku} nameOfGroup={nameOfGroup} />,
      ];
    case 'mover':
      return [
        <Stack key="changes">
          {row.reason === 'returned' && <Why row={row} />}
          <DifferenceList differences={row.differences} />
        </Stack>,
      ];
    case 'leaver':
      return [
        <Why key="why" row={row} />,
        <CardChoices
          key="cards"
          leaver={row}
          decisions={cards}
          ticks={ticks}
          {...(onCards && { onChange: onCards })}
        />,
      ];
    case 'link':
      return [<Why key="why" row={row} />, <DifferenceList key="changes" differences={row.differences} />];
    case 'upcoming':
      return [<Why key="why" row={row} />, <Due key="order" {...row} nameOfSku={nameOfSku} />];
    case 'deletion':
    case 'keep':
    case 'conflict':
    case 'excluded':
      return [<Why key="why" row={row} />];
  }
};
