import { Button, makeStyles, mergeClasses, Spinner, Text, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle20Regular,
  DismissCircle20Regular,
  ErrorCircle20Regular,
  QuestionCircle20Regular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Me } from '../api.ts';
import { needsConnection } from '../needs-connection.ts';
import type { ConnectMobilo } from '../use-connect-mobilo.ts';
import { useWords, type WordKey } from '../words.ts';
import { Failure } from './failure.tsx';
import { FoldingSection } from './folding-section.tsx';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  check: { display: 'flex', gap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0 },
  yes: { color: tokens.colorPaletteGreenForeground1 },
  no: { color: tokens.colorNeutralForeground3 },
  fault: { color: tokens.colorPaletteRedForeground1 },
  unknown: { color: tokens.colorNeutralForeground3 },
  words: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: tokens.spacingVerticalXXS },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type Check = keyof Me['checks'];
type Answer = Me['checks'][Check];
const icons = { yes: CheckmarkCircle20Regular, no: DismissCircle20Regular, unknown: QuestionCircle20Regular } as const;

const CheckLine = ({ check, answer }: { readonly check: Check; readonly answer: Answer }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const Icon = icons[answer];
  return (
    <li className={styles.check}>
      <Icon aria-hidden className={mergeClasses(styles.icon, styles[answer])} />
      <div className={styles.words}>
        <Text weight="semibold">{words(`check.${check}.${answer}`)}</Text>
        {answer !== 'yes' && <Text className={styles.quiet}>{words(`check.${check}.remedy`)}</Text>}
      </div>
    </li>
  );
};

const MobiloConnection = ({ connect }: { readonly connect: ConnectMobilo }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <li className={styles.check}>
      <ErrorCircle20Regular aria-hidden className={mergeClasses(styles.icon, styles.fault)} />
      <div className={styles.words}>
        <Text weight="semibold">{words('mobilo.not-connected')}</Text>
        <Text className={styles.quiet}>{words('mobilo.remedy')}</Text>
        <Button appearance="primary" size="small" disabledFocusable={connect.waiting} onClick={connect.start}>
          {words('mobilo.connect')}
        </Button>
        {connect.waiting && <Spinner size="extra-tiny" label={words('mobilo.waiting')} />}
        {connect.error !== null && <Failure error={connect.error} />}
      </div>
    </li>
  );
};

const summaries = {
  administrator: 'role.administrator',
  approver: 'role.approver',
  colleague: 'role.colleague',
} as const satisfies Record<Me['role'], WordKey>;

/** The two checks of R1 with their remedies, and what they let this person do. */
export const Permissions = (properties: { readonly me: Me; readonly connect: ConnectMobilo }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const { checks, health, role } = properties.me;
  return (
    <FoldingSection
      title={words('permissions')}
      summary={<Text>{words(summaries[role])}</Text>}
      urgent={needsConnection(health)}
    >
      <ul className={styles.list}>
        {needsConnection(health) && <MobiloConnection connect={properties.connect} />}
        <CheckLine check="mobiloAdmin" answer={checks.mobiloAdmin} />
        <CheckLine check="globalAdministrator" answer={checks.globalAdministrator} />
        {checks.approver === 'yes' && <CheckLine check="approver" answer="yes" />}
      </ul>
    </FoldingSection>
  );
};
