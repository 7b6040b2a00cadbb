import { Field, Text, Textarea } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import type { Plan } from '../api.ts';
import { useReject } from '../queries.ts';
import { useWords } from '../words.ts';
import { DecisionDialog, type KeepInView } from './decision-dialog.tsx';

const longestReason = 500;

/** Asks whether to reject, and why; the reason is kept with the plan. */
export const RejectDialog = (properties: {
  readonly plan: Plan;
  readonly keep: KeepInView;
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactElement => {
  const words = useWords();
  const { plan, keep, open, onClose } = properties;
  const [reason, setReason] = useState('');
  const reject = useReject(plan.id);
  const body = { fingerprint: plan.fingerprint, reason: reason.trim() || null };
  return (
    <DecisionDialog
      plan={plan}
      keep={keep}
      open={open}
      title={words('reject.question')}
      press={words('reject.plan')}
      deciding={reject}
      onPress={() => reject.mutate(body, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Text>{words('reject.promise')}</Text>
      <Field label={words('reject.reason')}>
        <Textarea value={reason} maxLength={longestReason} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </DecisionDialog>
  );
};
