import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Plan } from '../api.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
});

type Source = Plan['summary']['source'];

interface Strange {
  readonly key: 'group.lost' | 'group.converted' | 'group.paused';
  readonly group: string;
}

/** What is strange about each group (cases 31, 34, 38). */
const findStrange = ({ groups }: Source): readonly Strange[] =>
  groups.flatMap(({ displayName: group, lost, securityEnabled, dynamic }): readonly Strange[] => {
    if (lost !== null) return [{ key: 'group.lost', group }];
    const converted: readonly Strange[] = securityEnabled ? [] : [{ key: 'group.converted', group }];
    return dynamic === 'paused' ? [...converted, { key: 'group.paused', group }] : converted;
  });

const Groups = ({ source }: { readonly source: Source }): ReactElement | null => {
  const styles = useStyles();
  const words = useWords();
  const strange = findStrange(source);
  if (strange.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{words('group.title')}</MessageBarTitle>
        <ul className={styles.list}>
          {strange.map(({ key, group }) => (
            <li key={`${key} ${group}`}>{words(key, { group })}</li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
};

const First = ({ first }: { readonly first: NonNullable<Plan['firstApproval']> }): ReactElement => {
  const words = useWords();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{words('first.title', { by: first.by.name })}</MessageBarTitle>
        {first.replaces && `${words('first.replaces', { by: first.replaces.name })} `}
        {words('first.body')}
      </MessageBarBody>
    </MessageBar>
  );
};

/** What somebody must know before deciding on a plan. */
export const PlanWarnings = ({ plan }: { readonly plan: Plan }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  const formats = useFormats();
  const { held, source } = plan.summary;
  return (
    <>
      {plan.firstApproval && <First first={plan.firstApproval} />}
      {held && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>
              {words('held.title', { count: held.removals, number: formats.number(held.removals) })}
            </MessageBarTitle>
            {words(`held.${held.reason}`, {
              limit: formats.number(held.limit),
              groups: formats.list(held.groups),
            })}
          </MessageBarBody>
        </MessageBar>
      )}
      {!source.complete && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{words('incomplete.title')}</MessageBarTitle>
            {words('incomplete.body')}
            <ul className={styles.list}>
              {source.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      <Groups source={source} />
    </>
  );
};
