/** What the product fetches, remembered so that a bare loop can fetch the very same. */
interface Recorded {
  readonly url: string;
  readonly init: RequestInit;
}

const readInit = async (input: RequestInfo | URL, init: RequestInit | undefined): Promise<Recorded> => {
  if (!(input instanceof Request)) return { url: String(input), init: init ?? {} };
  const { method, headers } = input;
  const body = method === 'GET' ? null : await input.clone().text();
  return { url: input.url, init: { method, headers: new Headers(headers), body } };
};

/** Does the work, and gives every request of it in its order. */
export const recordRequests = async (work: () => Promise<unknown>): Promise<readonly Recorded[]> => {
  const original = globalThis.fetch;
  const recorded: Recorded[] = [];
  globalThis.fetch = async (input, init) => {
    const { signal: _, ...kept } = init ?? {};
    recorded.push(await readInit(input, kept));
    return original(input, init);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = original;
  }
  return recorded;
};

/** Pages of one list follow one another; lists do not wait for each other. */
const listOf = ({ url }: Recorded): string => url.slice(0, url.includes('?') ? url.indexOf('?') : undefined);

/** Fetches the same again and parses it, and nothing else. */
export const fetchAgain = async (recorded: readonly Recorded[]): Promise<void> => {
  const lists = new Map<string, Recorded[]>();
  for (const request of recorded) lists.set(listOf(request), [...(lists.get(listOf(request)) ?? []), request]);
  await Promise.all(
    [...lists.values()].map(async (list) => {
      for (const { url, init } of list) JSON.parse(await (await fetch(url, init)).text());
    }),
  );
};
