import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useMedia } from '../use-media.ts';
import { Section } from './section.tsx';

const useStyles = makeStyles({
  box: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} 0`,
  },
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    maxWidth: '560px',
    paddingBottom: tokens.spacingVerticalM,
  },
});

/**
 * A section that stands open beside the plan on a wide screen. On a narrow one only its title and its one-line summary
 * stand above the plan, and the rest unfolds; `urgent` unfolds it from the start.
 */
export const FoldingSection = (properties: {
  readonly title: string;
  readonly summary: ReactElement;
  readonly urgent: boolean;
  readonly children: ReactNode;
}): ReactElement => {
  const styles = useStyles();
  const beside = useMedia('(min-width: 1024px)');
  const { title, summary, urgent, children } = properties;
  if (beside)
    return (
      <Section title={title}>
        {summary}
        {children}
      </Section>
    );
  return (
    <Accordion collapsible className={styles.box} {...(urgent && { defaultOpenItems: title })}>
      <AccordionItem value={title}>
        <AccordionHeader as="h2" expandIconPosition="end">
          <span className={styles.head}>
            <Text weight="semibold">{title}</Text>
            {summary}
          </span>
        </AccordionHeader>
        <AccordionPanel>
          <div className={styles.panel}>{children}</div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
};
