import { Worker } from 'node:worker_threads';

/**
 * Starts a module as a worker thread, from source or built. A thread does not inherit the loader that makes Node 20
 * read TypeScript, so that a thread from source begins with a line that registers it.
 */
export const startThread = (module: URL, workerData: unknown): Worker => {
  if (!module.pathname.endsWith('.ts')) return new Worker(module, { workerData });
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const begin = `import(${loader}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(begin, { eval: true, workerData });
};
