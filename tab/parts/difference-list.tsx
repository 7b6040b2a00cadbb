import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { ProfileField } from '../../src/plan/plan.ts';
import type { components } from '../api-types.ts';
import { type MarkedText, markChange } from '../mark-change.ts';
import { useWords, type Words } from '../words.ts';

type Difference = components['schemas']['Mover']['differences'][number];

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalXXS, margin: 0, padding: 0, listStyle: 'none' },
  line: { overflowWrap: 'anywhere' },
  field: { color: tokens.colorNeutralForeground3 },
  old: { color: tokens.colorNeutralForeground3 },
  mark: { backgroundColor: 'transparent', color: 'inherit' },
  gone: { textDecorationLine: 'line-through' },
  come: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    borderRadius: tokens.borderRadiusSmall,
  },
});

const Marked = ({ text, className }: { readonly text: MarkedText; readonly className: string }): ReactElement => (
  <>
    {text.start}
    {text.changed && <mark className={className}>{text.changed}</mark>}
    {text.end}
  </>
);

const wordOf = (value: string | null, field: string, words: Words): string => {
  if (value === null || value === '') return words('value.empty');
  if (field === 'state' && (value === 'active' || value === 'deactivated')) return words(`value.${value}`);
  return value;
};

/** Old -> new per field, with the part that differs marked (R12). */
export const DifferenceList = ({ differences }: { readonly differences: readonly Difference[] }): ReactElement => {
  const styles = useStyles();
  const words = useWords();
  return (
    <ul className={styles.list}>
      {differences.map(({ field, from, to }) => {
        const marked = markChange(wordOf(from, field, words), wordOf(to, field, words));
        return (
          <li key={field} className={styles.line}>
            <Text className={styles.field}>{words(`field.${field as ProfileField}`)}: </Text>
            <Text className={styles.old}>
              <Marked text={marked.from} className={mergeClasses(styles.mark, from !== null && styles.gone)} />
            </Text>
            <span aria-label={words('becomes')} role="img">
              {' → '}
            </span>
            <Text>
              <Marked text={marked.to} className={mergeClasses(styles.mark, to === null ? styles.old : styles.come)} />
            </Text>
          </li>
        );
      })}
    </ul>
  );
};
