import { type ReactElement, useMemo } from 'react';
import { useFormats } from '../formats.ts';
import { useNow } from '../use-now.ts';

/** A point in time as people say it, with the exact time on hover; or the other way round when `exact`. */
export const Moment = ({ at, exact = false }: { readonly at: string; readonly exact?: boolean }): ReactElement => {
  const formats = useFormats();
  const now = useNow();
  const [absolute, relative] = useMemo(() => [formats.moment(at, now), formats.relative(at, now)], [formats, at, now]);
  return (
    <time dateTime={at} title={exact ? relative : absolute}>
      {exact ? absolute : relative}
    </time>
  );
};
