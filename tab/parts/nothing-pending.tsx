import { Body1, Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { CheckmarkCircle24Regular, Info24Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Me } from '../api.ts';
import { needsConnection } from '../needs-connection.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  well: { color: tokens.colorPaletteGreenForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  title: { margin: 0, textAlign: 'center' },
  words: { maxWidth: '480px', textAlign: 'center' },
});

type State = 'connect' | 'checking' | 'first' | 'calm';

const stateOf = ({ health }: Me, checking: boolean): State => {
  if (needsConnection(health)) return 'connect';
  if (checking) return 'checking';
  return health.lastReadingAt === null ? 'first' : 'calm';
};

/** Nothing waits for a decision: why, what that means, and how to look again. */
export const NothingPending = (properties: {
  readonly me: Me;
  readonly checking: boolean;
  readonly onCheck: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { me, checking } = properties;
  const state = stateOf(me, checking);
  return (
    <section className={styles.box}>
      {state === 'calm' ? (
        <CheckmarkCircle24Regular aria-hidden className={styles.well} />
      ) : (
        <Info24Regular aria-hidden className={styles.quiet} />
      )}
      <Subtitle2 as="h2" className={styles.title}>
        {words(`nothing.${state}.title`)}
      </Subtitle2>
      <Body1 className={styles.words} aria-live="polite">
        {words(`nothing.${state}.body`)}
      </Body1>
      {me.role !== 'colleague' && state !== 'connect' && (
        <Button appearance="primary" disabledFocusable={checking} onClick={properties.onCheck}>
          {words(checking ? 'check.under-way' : 'check.now')}
        </Button>
      )}
    </section>
  );
};
