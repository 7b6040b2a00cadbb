const mostNames = 100;
/** Servers refuse addresses above 8 KiB; a hundred long names are longer than that. */
const mostCharacters = 7000;
/** The name of the parameter, and the signs around it. */
const besideEach = 12;

/** No name twice, and in each part as many as fit into one request. */
const split = (names: Iterable<string>): readonly (readonly string[])[] => {
  const parts: string[][] = [];
  let length = 0;
  for (const name of new Set(names)) {
    const own = encodeURIComponent(name).length + besideEach;
    const last = parts.at(-1);
    const fits = last && last.length < mostNames && length + own <= mostCharacters;
    if (fits) last.push(name);
    else parts.push([name]);
    length = fits ? length + own : own;
  }
  return parts;
};

/** Asks for many things by name, at most a hundred a request and one request after the other; nothing for no names. */
export const askInParts = async <T>(
  names: Iterable<string>,
  ask: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for (const part of split(names)) found.push(...(await ask(part)));
  return found;
};
