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
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, type ReactNode, useEffect } from 'react';
import type { Plan } from '../api.ts';
import { useWords } from '../words.ts';
import { Failure } from './failure.tsx';

const useStyles = makeStyles({
  content: { display: 'grid', gap: tokens.spacingVerticalM },
  press: { whiteSpace: 'nowrap' },
});

/** A decision being made, as far as its dialog is concerned. */
export interface Deciding {
  readonly isPending: boolean;
  readonly error: Error | null;
}

/** Keeps the plan in view, as it is, from the moment the dialog opens until it has left the page. */
export type KeepInView = (plan: Plan | null) => void;

/**
 * The page behind the dialog becomes another one when the plan is decided, here or elsewhere, and a dialog that is torn
 * down with its page leaves everything hidden from screen readers.
 */
const Keeping = ({ plan, keep }: { readonly plan: Plan; readonly keep: KeepInView }): null => {
  useEffect(() => {
    keep(plan);
    return () => keep(null);
  }, [plan, keep]);
  return null;
};

interface DecisionDialogProperties {
  readonly plan: Plan;
  readonly keep: KeepInView;
  readonly open: boolean;
  readonly title: string;
  readonly press: string;
  readonly deciding: Deciding;
  /** False while something in the dialog is still to be filled in. */
  readonly ready?: boolean;
  /** A way on from what went wrong. */
  readonly remedy?: ReactNode;
  readonly onPress: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const Actions = ({ press, deciding, ready = true, onPress, onClose }: DecisionDialogProperties): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <DialogActions>
      <Button disabled={deciding.isPending} onClick={onClose}>
        {words('cancel')}
      </Button>
      <Button
        appearance="primary"
        className={styles.press}
        disabledFocusable={deciding.isPending || !ready}
        {...(deciding.isPending && { icon: <Spinner size="extra-tiny" /> })}
        onClick={onPress}
      >
        {press}
      </Button>
    </DialogActions>
  );
};

/** Asks before something is decided. Stays open while it is being done, and when it fails says why. */
export const DecisionDialog = (properties: DecisionDialogProperties): ReactElement => {
  const styles = useStyles();
  const { plan, keep, open, title, deciding, onClose, children } = properties;
  return (
    <Dialog open={open} modalType="alert" onOpenChange={() => !deciding.isPending && onClose()}>
      <DialogSurface>
        <Keeping plan={plan} keep={keep} />
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            {children}
            {deciding.error && <Failure error={deciding.error} />}
            {properties.remedy}
          </DialogContent>
          <Actions {...properties} />
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
