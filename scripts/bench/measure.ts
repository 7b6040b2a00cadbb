import { performance } from 'node:perf_hooks';

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds that the work takes, and what it gives. */
export const time = async <T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> => {
  const begin = performance.now();
  const value = await work();
  return { ms: Math.round(performance.now() - begin), value };
};

export const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The most memory that this process ever had, in megabytes. */
export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
