import { Body1, Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { CheckmarkCircle24Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Me } from '../api.ts';
import { useWords, type WordKey } from '../words.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  icon: { color: tokens.colorPaletteGreenForeground1 },
  title: { margin: 0 },
  words: { maxWidth: '480px' },
});

/** Nothing waits for a decision: what that means, and how to look again. */
export const NothingPending = (properties: {
  readonly me: Me;
  readonly checking: boolean;
  readonly onCheck: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { me, checking } = properties;
  const body: WordKey = me.health.lastReadingAt ? 'nothing.body' : 'nothing.never-read';
  return (
    <section className={styles.box}>
      <CheckmarkCircle24Regular aria-hidden className={styles.icon} />
      <Subtitle2 as="h2" className={styles.title}>
        {words(checking ? 'check.under-way' : 'nothing.title')}
      </Subtitle2>
      <Body1 className={styles.words} aria-live="polite">
        {words(checking ? 'nothing.checking' : body)}
      </Body1>
      {me.role !== 'colleague' && (
        <Button appearance="primary" disabledFocusable={checking} onClick={properties.onCheck}>
          {words('check.now')}
        </Button>
      )}
    </section>
  );
};
