import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Approval } from '../api.ts';
import { describeCards, describeDraft } from '../describe-draft.ts';
import { useFormats } from '../formats.ts';
import { makeApproval } from '../make-approval.ts';
import { useApprove, useApproveUnchanged } from '../queries.ts';
import { readSuperseded } from '../superseded.ts';
import type { Draft } from '../use-draft.ts';
import { confirmedRemovals, useRelease } from '../use-release.ts';
import { useWords } from '../words.ts';
import { DecisionDialog, type KeepInView } from './decision-dialog.tsx';
import { ReleaseField } from './release-field.tsx';
import { SupersededOffer } from './superseded-offer.tsx';

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
  const approveRest = useApproveUnchanged(draft.plan.id);
  const release = useRelease(draft);
  const confirmed = confirmedRemovals(release);
  const superseded = readSuperseded(approve.error);
  const make = (): Promise<Approval> => makeApproval(draft, confirmed ?? null);
  const values = { count: total, number: formats.number(total) };
  const lines = [...describeDraft(draft, words, formats), ...describeCards(draft, words)];
  return (
    <DecisionDialog
      plan={draft.plan}
      keep={keep}
      open={open}
      title={words('approve.question', values)}
      press={words('approve', values)}
      deciding={approveRest.error ? approveRest : approve}
      ready={confirmed !== undefined && superseded === null}
      remedy={
        superseded && (
          <SupersededOffer
            superseded={superseded}
            pending={approveRest.isPending}
            onApprove={() => approveRest.mutate(make, { onSuccess: onClose })}
          />
        )
      }
      onPress={() => approve.mutate(make, { onSuccess: onClose })}
      onClose={onClose}
    >
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <ReleaseField release={release} />
      <Text className={styles.quiet}>{words('approve.promise')}</Text>
    </DecisionDialog>
  );
};
