import { MessageBar, MessageBarBody, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Plan } from '../api.ts';
import type { NameOfSku } from '../describe-order.ts';
import { useFormats } from '../formats.ts';
import type { Draft } from '../use-draft.ts';
import { useWords } from '../words.ts';
import { Moment } from './moment.tsx';
import { PlanWarnings } from './plan-warnings.tsx';
import { RowBrowser } from './row-browser.tsx';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
});

const Source = ({ source }: { readonly source: Plan['summary']['source'] }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const people = words('source.people', { count: source.people, number: formats.number(source.people) });
  const groups = words('source.groups', { count: source.groups.length, number: formats.number(source.groups.length) });
  const accounts = words('source.accounts', { count: source.accounts, number: formats.number(source.accounts) });
  return <Text className={useStyles().quiet}>{words('source', { people, groups, accounts })}</Text>;
};

/** The plan that waits for a decision: where it comes from, what warns, and its rows. */
export const PlanReview = (properties: {
  readonly draft: Draft;
  readonly mayDecide: boolean;
  readonly nameOfSku: NameOfSku;
}): ReactElement => {
  const words = useWords();
  const { plan } = properties.draft;
  return (
    <Section
      title={words('pending')}
      aside={
        <>
          {words('pending.made')} <Moment at={plan.madeAt} />, {words('pending.expires')} <Moment at={plan.expiresAt} />
        </>
      }
    >
      <Source source={plan.summary.source} />
      <PlanWarnings plan={plan} />
      {!properties.mayDecide && (
        <MessageBar>
          <MessageBarBody>{words('who-decides')}</MessageBarBody>
        </MessageBar>
      )}
      <RowBrowser {...properties} />
    </Section>
  );
};
