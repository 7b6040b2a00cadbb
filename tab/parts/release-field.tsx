import { Field, Input, Text } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useFormats } from '../formats.ts';
import type { Release } from '../use-release.ts';
import { useWords } from '../words.ts';

/** Asks for the number of held removals, or says that a second person must approve the same; nothing where none are. */
export const ReleaseField = ({ release }: { readonly release: Release }): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  if (release.kind === 'none') return null;
  if (release.kind === 'second-person') return <Text>{words('release.second-person')}</Text>;
  const { removals, typed, setTyped } = release;
  return (
    <Field label={words('release.type', { count: removals, number: formats.number(removals) })} required>
      <Input inputMode="numeric" value={typed} onChange={(_, { value }) => setTyped(value)} />
    </Field>
  );
};
