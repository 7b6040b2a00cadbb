import { Button, makeStyles, mergeClasses, Spinner, Subtitle1, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Me } from '../api.ts';
import { useWords, type WordKey } from '../words.ts';
import { Moment } from './moment.tsx';

const useStyles = makeStyles({
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
  },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  health: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalSNudge },
  dot: { width: '8px', height: '8px', flexShrink: 0, borderRadius: tokens.borderRadiusCircular },
  well: { backgroundColor: tokens.colorPaletteGreenForeground3 },
  ill: { backgroundColor: tokens.colorPaletteRedForeground3 },
});

const describeHealth = ({ directory, mobilo }: Me['health']): WordKey => {
  if (directory.ok && mobilo.ok) return 'health.well';
  if (directory.ok) return 'health.no-mobilo';
  return mobilo.ok ? 'health.no-directory' : 'health.neither';
};

const Health = ({ health }: { readonly health: Me['health'] }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const well = health.directory.ok && health.mobilo.ok;
  return (
    <>
      <Text className={styles.health}>
        <span className={mergeClasses(styles.dot, well ? styles.well : styles.ill)} aria-hidden />
        {words(describeHealth(health))}
      </Text>
      <Text className={styles.quiet}>
        {words(health.lastReadingAt ? 'health.last-reading' : 'health.never-read')}{' '}
        {health.lastReadingAt && <Moment at={health.lastReadingAt} />}
      </Text>
    </>
  );
};

/** Which tenant, whether everything is connected, how old the last reading is, and a way to read again. */
export const Header = (properties: {
  readonly me: Me;
  readonly tenant: string;
  readonly checking?: boolean;
  /** Absent where something narrower can be checked. */
  readonly onCheck?: () => void;
}): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { me, tenant, checking = false, onCheck } = properties;
  return (
    <header className={styles.header}>
      <div className={styles.group}>
        <Subtitle1 as="h1" className={styles.title}>
          {words('app')}
        </Subtitle1>
        <Text className={styles.quiet}>{tenant}</Text>
      </div>
      <div className={styles.group}>
        <Health health={me.health} />
        {onCheck && me.role !== 'colleague' && me.health.mobilo.ok && (
          <Button
            size="small"
            disabledFocusable={checking}
            {...(checking && { icon: <Spinner size="extra-tiny" /> })}
            onClick={onCheck}
          >
            {words(checking ? 'check.under-way' : 'check.now')}
          </Button>
        )}
      </div>
    </header>
  );
};
