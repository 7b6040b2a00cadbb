import { Button, Link, makeStyles, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { Warning20Regular } from '@fluentui/react-icons';
import { type ReactElement, useId, useState } from 'react';
import type { Blocker } from '../decision.ts';
import { describeBlocker, describeDraft } from '../describe-draft.ts';
import { useFormats } from '../formats.ts';
import { countAllTicked, countTicked } from '../selection.ts';
import type { Draft } from '../use-draft.ts';
import { useMedia } from '../use-media.ts';
import { useWords } from '../words.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import type { KeepInView } from './decision-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, flex: '1 1 280px' },
  blocker: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorPaletteDarkOrangeForeground1,
  },
  icon: { flexShrink: 0 },
  remedy: { gridColumn: 2, justifySelf: 'start' },
  press: { whiteSpace: 'nowrap' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const Blocked = (properties: {
  readonly draft: Draft;
  readonly blocker: Blocker;
  readonly id: string;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { draft, blocker, id } = properties;
  const { counts } = draft.plan.summary;
  const othersTicked = countAllTicked(draft.ticks, counts) > countTicked(draft.ticks, counts, 'joiner');
  return (
    <div className={styles.blocker}>
      <Warning20Regular aria-hidden className={styles.icon} />
      <Text id={id}>{describeBlocker(blocker, words, formats)}</Text>
      {blocker.kind === 'credits-short' && othersTicked && (
        <Link as="button" className={styles.remedy} onClick={() => draft.tickKind('joiner', false)}>
          {words('leave-joiners-out')}
        </Link>
      )}
    </div>
  );
};

/** What the press will do and cost, and why it cannot be pressed yet. */
export const ActionBar = (properties: { readonly draft: Draft; readonly keep: KeepInView }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const blockerId = useId();
  const restoreFocus = useRestoreFocusTarget();
  const roomy = useMedia('(min-width: 640px)');
  const [open, setOpen] = useState<'approve' | 'reject' | null>(null);
  const { draft, keep } = properties;
  const { blocker, plan } = draft;
  const total = countAllTicked(draft.ticks, plan.summary.counts);
  const close = (): void => setOpen(null);
  return (
    <section className={styles.bar} aria-label={words('decision')}>
      <div className={styles.words} aria-live="polite">
        {(roomy || !blocker) && <Text>{describeDraft(draft, words, formats).join(' · ')}</Text>}
        {blocker && <Blocked draft={draft} blocker={blocker} id={blockerId} />}
      </div>
      <div className={styles.buttons}>
        <Button {...restoreFocus} onClick={() => setOpen('reject')}>
          {words('reject')}
        </Button>
        <Button
          {...restoreFocus}
          appearance="primary"
          className={styles.press}
          disabledFocusable={blocker !== null}
          aria-describedby={blocker ? blockerId : undefined}
          onClick={() => setOpen('approve')}
        >
          {words('approve', { count: total, number: formats.number(total) })}
        </Button>
      </div>
      <ApproveDialog draft={draft} total={total} keep={keep} open={open === 'approve'} onClose={close} />
      <RejectDialog plan={plan} keep={keep} open={open === 'reject'} onClose={close} />
    </section>
  );
};
