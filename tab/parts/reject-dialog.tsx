import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Text,
  Textarea,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import type { Plan } from '../api.ts';
import { useReject } from '../queries.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';

const useStyles = makeStyles({ content: { display: 'grid', gap: tokens.spacingVerticalM } });
const longestReason = 500;

/** Asks whether to reject, and why; the reason is kept with the plan. */
export const RejectDialog = (properties: { readonly plan: Plan; readonly onClose: () => void }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { plan, onClose } = properties;
  const [reason, setReason] = useState('');
  const reject = useReject(plan.id);
  const send = (): void => reject.mutate({ fingerprint: plan.fingerprint, reason: reason.trim() || null });
  return (
    <Dialog open modalType="alert" onOpenChange={() => !reject.isPending && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words('reject.question')}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{words('reject.promise')}</Text>
            <Field label={words('reject.reason')}>
              <Textarea value={reason} maxLength={longestReason} onChange={(_, { value }) => setReason(value)} />
            </Field>
            {reject.isError && <Failure error={reject.error} />}
          </DialogContent>
          <DialogActions>
            <Button disabled={reject.isPending} onClick={onClose}>
              {words('cancel')}
            </Button>
            <Button appearance="primary" disabledFocusable={reject.isPending} onClick={send}>
              {words('reject.plan')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
