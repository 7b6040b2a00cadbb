import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { ApiError, type Me } from '../api.ts';
import { describeProblem } from '../describe-problem.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';
import { Moment } from './moment.tsx';

type Quarantine = NonNullable<Me['health']['quarantine']>;

const Failing = ({ quarantine }: { readonly quarantine: Quarantine }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { failures, since, nextAt, code, why } = quarantine;
  const problem = new ApiError({ code, detail: why, status: 0, details: {}, requestId: null });
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {words('quarantine.title', { count: failures, number: formats.number(failures) })} <Moment at={since} />.
        </MessageBarTitle>
        {describeProblem(problem, words, formats)} {words('quarantine.next')} <Moment at={nextAt} />.
      </MessageBarBody>
    </MessageBar>
  );
};

/** Readings that fail one after the other (guard G6), and updates that are no longer applied without asking. */
export const HealthNotices = ({ health }: { readonly health: Me['health'] }): ReactElement => {
  const words = useWords();
  const { quarantine, automatic } = health;
  return (
    <>
      {quarantine && <Failing quarantine={quarantine} />}
      {automatic?.ok === false && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{words('automatic.lost')}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
};
