import { makeStyles, Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useWords } from '../words.ts';

const useStyles = makeStyles({ page: { height: '100%' } });

/** Fills its place while something is being read. */
export const Waiting = (): ReactElement => {
  const words = useWords();
  return <Spinner className={useStyles().page} label={words('loading')} />;
};
