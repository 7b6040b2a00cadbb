/** The domain of every sample company. */
export const domain = 'contoso.example';

const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** The Latin letters and digits of a name, lower case; empty for a name in another script. */
export const romanise = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

/** Hands out addresses: `given.surname`, with a number for a namesake, or the fallback where nothing is left to spell. */
export const createMailbox = (): ((givenName: string, surname: string, fallback: string) => string) => {
  const taken = new Map<string, number>();
  return (givenName, surname, fallback) => {
    const local = [romanise(givenName), romanise(surname)].filter(Boolean).join('.') || fallback;
    const namesakes = taken.get(local) ?? 0;
    taken.set(local, namesakes + 1);
    return `${local}${namesakes === 0 ? '' : namesakes + 1}@${domain}`;
  };
};
