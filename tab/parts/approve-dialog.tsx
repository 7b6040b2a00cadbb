import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { describeCards, describeDraft } from '../describe-draft.ts';
import { useFormats } from '../formats.ts';
import { makeApproval } from '../make-approval.ts';
import { useApprove } from '../queries.ts';
import type { Draft } from '../use-draft.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalM },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Says once more what is about to happen, and asks. */
export const ApproveDialog = (properties: {
  readonly draft: Draft;
  readonly total: number;
  readonly onClose: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { draft, total, onClose } = properties;
  const approve = useApprove(draft.plan.id);
  const values = { count: total, number: formats.number(total) };
  const lines = [...describeDraft(draft, words, formats), ...describeCards(draft, words)];
  return (
    <Dialog open modalType="alert" onOpenChange={() => !approve.isPending && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words('approve.question', values)}</DialogTitle>
          <DialogContent className={styles.content}>
            <ul className={styles.list}>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <Text className={styles.quiet}>{words('approve.promise')}</Text>
            {approve.isError && <Failure error={approve.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={approve.isPending} onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button
              appearance="primary"
              disabledFocusable={approve.isPending}
              {...(approve.isPending && { icon: <Spinner size="extra-tiny" /> })}
              onClick={() => approve.mutate(() => makeApproval(draft))}
            >
              {words('approve', values)}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
