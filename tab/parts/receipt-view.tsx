import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useId, useState } from 'react';
import type { Outcome } from '../../src/apply/receipt.ts';
import type { Receipt } from '../api.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';
import { FilterTabs } from './filter-tabs.tsx';
import { Moment } from './moment.tsx';
import { ReceiptItems } from './receipt-items.tsx';

const useStyles = makeStyles({
  facts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  panel: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  quiet: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorPaletteRedForeground1 },
});

/** What needs a person comes first. */
const order: readonly Outcome[] = ['uncertain', 'failed', 'skipped', 'open', 'done'];

const Facts = ({ receipt }: { readonly receipt: Receipt }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const cost = receipt.cost.map((pool) => `${formats.number(pool.quantity)} ${pool.name}`);
  const saved = receipt.saved.map((pool) => `${formats.number(pool.quantity)} ${pool.name}`);
  return (
    <div className={styles.facts}>
      <Text className={receipt.complete ? undefined : styles.bad}>
        {words(receipt.complete ? 'receipt.complete' : 'receipt.incomplete')}
      </Text>
      <Text>{cost.length > 0 ? words('receipt.cost', { pools: formats.list(cost) }) : words('receipt.no-cost')}</Text>
      {saved.length > 0 && <Text>{words('receipt.saved', { pools: formats.list(saved) })}</Text>}
      {receipt.finishedAt && (
        <Text className={styles.quiet}>
          {words('receipt.finished')} <Moment at={receipt.finishedAt} exact />
        </Text>
      )}
    </div>
  );
};

/** What became of every approved row: outcome, why, cost and references (R27). */
export const ReceiptView = ({ receipt }: { readonly receipt: Receipt }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const panelId = useId();
  const present = order.filter((outcome) => receipt.counts[outcome] > 0);
  const [chosen, setChosen] = useState<Outcome>(present[0] ?? 'done');
  const label = words(`outcome.${chosen}`);
  return (
    <>
      <Facts receipt={receipt} />
      <FilterTabs
        filters={present.map((value) => ({ value, label: words(`outcome.${value}`), count: receipt.counts[value] }))}
        chosen={chosen}
        panelId={panelId}
        onChoose={setChosen}
      />
      <div id={panelId} role="tabpanel" aria-label={label} className={styles.panel}>
        <ReceiptItems key={chosen} label={label} items={receipt.items.filter((item) => item.outcome === chosen)} />
      </div>
    </>
  );
};
