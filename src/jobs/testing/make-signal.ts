/** A promise, and what resolves it. */
export const makeSignal = <T = void>() => {
  let give: (value: T) => void = () => {};
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { given, give };
};
