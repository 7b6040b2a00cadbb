import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { describeCards, describeDraft } from '../describe-draft.ts';
import { useFormats } from '../formats.ts';
import { makeApproval } from '../make-approval.ts';
import { useApprove } from '../queries.ts';
import { countTicked } from '../selection.ts';
import type { Draft } from '../use-draft.ts';
import { useWords } from '../words.ts';
import { DecisionDialog, type KeepInView } from './decision-dialog.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Says once more what is about to happen, and asks. */
export const ApproveDialog = (properties: {
  readonly draft: Draft;
  readonly total: number;
  readonly keep: KeepInView;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { draft, total, keep, open, onClose } = properties;
  const approve = useApprove(draft.plan.id);
  const values = { count: total, number: formats.number(total) };
  const deletions = countTicked(draft.ticks, draft.plan.summary.counts, 'deletion');
  const lines = [...describeDraft(draft, words, formats), ...describeCards(draft, words)];
  return (
    <DecisionDialog
      plan={draft.plan}
      keep={keep}
      open={open}
      title={words('approve.question', values)}
      press={words('approve', values)}
      deciding={approve}
      onPress={() => approve.mutate(() => makeApproval(draft), { onSuccess: onClose })}
      onClose={onClose}
    >
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {deletions > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>
            {words('approve.for-good', { count: deletions, number: formats.number(deletions) })}
          </MessageBarBody>
        </MessageBar>
      )}
      <Text className={styles.quiet}>{words('approve.promise')}</Text>
    </DecisionDialog>
  );
};
