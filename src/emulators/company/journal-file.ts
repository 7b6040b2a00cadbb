import { join } from 'node:path';
import type { World } from '../world.ts';

/** Where one journal of a world is kept; null without a folder. Another data set in the same folder has other files. */
export const journalFile = (
  { directory }: Pick<World, 'directory'>,
  folder: string | null,
  name: string,
): string | null => (folder ? join(folder, `${directory.dataset.replace(/[^\w-]/g, '_')}.${name}.jsonl`) : null);
