import { makeStyles, SearchBox, Spinner, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useId, useState } from 'react';
import { changeKinds, rowKinds } from '../../src/plan/plan.ts';
import type { ChangeKind, RowKind, RowPage } from '../api.ts';
import { isBeyondRelease } from '../decision.ts';
import type { NameOfSku } from '../describe-order.ts';
import { pageSize, useRows } from '../queries.ts';
import { isTicked } from '../selection.ts';
import type { Draft } from '../use-draft.ts';
import { useSettled } from '../use-settled.ts';
import { useWords } from '../words.ts';
import { ChoiceForAll } from './choice-for-all.tsx';
import { Failure } from './failure.tsx';
import { FilterTabs } from './filter-tabs.tsx';
import { Pager } from './pager.tsx';
import { RowTable } from './row-table.tsx';
import { TickLine } from './tick-line.tsx';

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
  },
  search: { width: '280px', maxWidth: '100%' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface BrowserProperties {
  readonly draft: Draft;
  readonly mayDecide: boolean;
  readonly nameOfSku: NameOfSku;
}

const isChangeKind = (kind: RowKind): kind is ChangeKind => changeKinds.some((candidate) => candidate === kind);

/** The kind whose rows can be ticked by this person, or null: then they are only shown. */
const tickableKind = (kind: RowKind, { draft, mayDecide }: BrowserProperties): ChangeKind | null => {
  if (!mayDecide || !isChangeKind(kind)) return null;
  return (kind === 'leaver' || kind === 'deletion') && isBeyondRelease(draft.plan) ? null : kind;
};

interface PanelProperties extends BrowserProperties {
  readonly kind: RowKind;
}

const FoundRows = (
  properties: PanelProperties & {
    readonly page: RowPage;
    readonly fading: boolean;
    readonly offset: number;
    readonly onMove: (offset: number) => void;
  },
): ReactElement => {
  const { draft, kind, nameOfSku, page, fading, offset, onMove } = properties;
  const tickable = tickableKind(kind, properties) !== null;
  const { groups } = draft.plan.summary.source;
  const around = {
    nameOfSku,
    nameOfGroup: (id: string) => groups.find((group) => group.id === id)?.displayName ?? null,
    cards: draft.cards,
    ticks: draft.ticks,
    ...(tickable && { onCards: draft.setCards }),
  };
  const ticks = { isTicked: isTicked.bind(null, draft.ticks), onTick: draft.tickRows };
  return (
    <>
      <RowTable kind={kind} rows={page.rows} fading={fading} around={around} {...(tickable && { ticks })} />
      <Pager offset={offset} size={pageSize} total={page.total} onMove={onMove} />
    </>
  );
};

/** The rows of one kind: search, pages, ticks. */
const RowPanel = (properties: PanelProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { draft, kind } = properties;
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const search = useSettled(typed.trim());
  const { data: page, error, isPending, isPlaceholderData, refetch } = useRows(draft.plan.id, { kind, search, offset });
  const tickable = tickableKind(kind, properties);
  const type = (text: string): void => {
    setTyped(text);
    setOffset(0);
  };
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={words('search')}
          aria-label={words('search')}
          value={typed}
          onChange={(_, { value }) => type(value)}
        />
        {tickable && page && <TickLine draft={draft} kind={tickable} search={search} found={page.total} />}
      </div>
      {tickable === 'leaver' && <ChoiceForAll draft={draft} />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {isPending && <Spinner label={words('loading')} />}
      {page?.total === 0 && <Text className={styles.quiet}>{words('search.none', { search })}</Text>}
      {page && page.total > 0 && (
        <FoundRows {...properties} page={page} fading={isPlaceholderData} offset={offset} onMove={setOffset} />
      )}
    </>
  );
};

/** The rows of a plan, kind by kind. `mayDecide` false leaves reading only. */
export const RowBrowser = (properties: BrowserProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const panelId = useId();
  const { counts } = properties.draft.plan.summary;
  const present = rowKinds.filter((kind) => counts[kind] > 0);
  const [kind, setKind] = useState<RowKind>(present[0] ?? 'joiner');
  return (
    <>
      <FilterTabs
        filters={present.map((value) => ({ value, label: words(`kind.${value}`), count: counts[value] }))}
        chosen={kind}
        panelId={panelId}
        onChoose={setKind}
      />
      <div id={panelId} role="tabpanel" aria-label={words(`kind.${kind}`)} className={styles.panel}>
        <RowPanel key={kind} kind={kind} {...properties} />
      </div>
    </>
  );
};
