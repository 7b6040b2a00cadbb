import type { Photo } from '../mobilo/mobilo.ts';
import { type Graph, graphStatus, readBytes } from './graph-client.ts';

/** How files of these types begin. */
const beginnings: readonly (readonly [Photo['type'], readonly number[]])[] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
];

/** By its first bytes, since Graph calls every photo a JPEG. */
const typeOf = (bytes: Uint8Array): Photo['type'] | null =>
  beginnings.find(([, beginning]) => beginning.every((byte, index) => bytes[index] === byte))?.[0] ?? null;

/** Null where there is none, and for what is neither a JPEG nor a PNG. */
export const readPhoto = async (graph: Graph, personId: string): Promise<Photo | null> => {
  try {
    const bytes = await readBytes(graph, `/users/${encodeURIComponent(personId)}/photo/$value`);
    const type = typeOf(bytes);
    return type && { bytes, type };
  } catch (error) {
    if (graphStatus(error) === 404) return null;
    throw error;
  }
};
