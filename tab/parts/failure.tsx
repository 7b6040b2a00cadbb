import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { ApiError } from '../api.ts';
import { describeProblem } from '../describe-problem.ts';
import { useFormats } from '../formats.ts';
import { useWords } from '../words.ts';

/** What went wrong, as a sentence, the number to quote, and a way to go on where there is one. */
export const Failure = (properties: {
  readonly error: unknown;
  readonly retry?: () => void;
  /** Back to the newest plan. */
  readonly leave?: () => void;
}): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const reference = properties.error instanceof ApiError ? properties.error.requestId : null;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {describeProblem(properties.error, words, formats)}
        {reference && ` ${words('problem.reference', { reference })}`}
      </MessageBarBody>
      {(properties.retry || properties.leave) && (
        <MessageBarActions>
          {properties.retry && <Button onClick={properties.retry}>{words('try-again')}</Button>}
          {properties.leave && <Button onClick={properties.leave}>{words('show-newest')}</Button>}
        </MessageBarActions>
      )}
    </MessageBar>
  );
};
