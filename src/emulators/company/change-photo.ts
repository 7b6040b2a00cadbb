import type { CompanyDirectory } from './directory.ts';
import { requirePerson } from './require-object.ts';

/** Gives somebody a photo, a JPEG in base64, or takes theirs away with null. @throws SyncError `not-found` for a stranger */
export const changePhoto = (directory: CompanyDirectory, id: string, photo: string | null): void =>
  directory.putPhoto(requirePerson(directory, id).id, photo);
