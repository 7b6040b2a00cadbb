import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** Emscripten's errno for an input/output error: PostgreSQL panics on it rather than lying about a commit. */
const inputOutputError = 29;

/** The part of Emscripten's NODEFS that syncing needs. A folder's stream has no `nfd`. */
interface HostFiles {
  readonly stream_ops: { fsync?: (stream: { readonly nfd?: number; readonly node: unknown }) => number };
  realPath(node: unknown): string;
}

const syncFolder = (path: string): void => {
  // Windows cannot open a folder, and needs no sync of it.
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const addSync = (module: unknown): void => {
  const files = (module as { FS?: { filesystems?: { NODEFS?: HostFiles } } }).FS?.filesystems?.NODEFS;
  if (!files)
    throw new Error('This version of PGlite hides its file system, so that its writes cannot be made durable.');
  files.stream_ops.fsync = (stream) => {
    try {
      if (stream.nfd) fsyncSync(stream.nfd);
      else syncFolder(files.realPath(stream.node));
      return 0;
    } catch {
      return inputOutputError;
    }
  };
};

/** PGlite's folder on disk, with the fsync that PGlite's own lacks (pglite issue 1107): what is committed stays. */
export class DurableFolder extends NodeFS {
  override async init(...settings: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...settings);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [emscriptenOpts.preRun ?? [], addSync].flat() } };
  }
}
