/** The profile photo as a step: read from the directory when it is its turn, since no plan carries pictures. */
import { createHash } from 'node:crypto';
import type { Directory } from '../directory/directory.ts';
import { SyncError } from '../errors.ts';
import type { Mobilo, Photo } from '../mobilo/mobilo.ts';
import { accountOf, type StepInHand } from './step-in-hand.ts';

/** The reference of a step that found no photo to copy. */
const noPhoto = 'none';

const fingerprintOf = ({ bytes }: Photo): string => createHash('sha256').update(bytes).digest('hex');

type PhotoSource = Pick<Directory, 'readPhoto'>;

const readPhoto = async (directory: PhotoSource, { change }: StepInHand): Promise<Photo | null> => {
  try {
    return await directory.readPhoto(change.personId);
  } catch (error) {
    if (!(error instanceof SyncError) || error.code !== 'directory-forbidden') throw error;
    throw new SyncError(
      'directory-forbidden',
      'Microsoft Graph refused to let us read this photo. An administrator must grant ProfilePhoto.Read.All.',
      { cause: error, details: error.details },
    );
  }
};

/**
 * Answers with the fingerprint by which Mobilo knows the photo. The key names the photo too: what is sent again after
 * a crash may be another picture, and Mobilo takes one content only under one key.
 */
export const copyPhoto = async (mobilo: Mobilo, directory: PhotoSource, step: StepInHand): Promise<string> => {
  const photo = await readPhoto(directory, step);
  if (photo === null) return noPhoto;
  const fingerprint = fingerprintOf(photo);
  return (await mobilo.setPhoto(accountOf(step), photo, `${step.key}/${fingerprint}`)).photo ?? fingerprint;
};

/** The reference of the step when the account has the photo of now; null when it may be set (again), which is harmless. */
export const findPhoto = async (mobilo: Mobilo, directory: PhotoSource, step: StepInHand): Promise<string | null> => {
  const photo = await readPhoto(directory, step);
  if (photo === null) return noPhoto;
  const fingerprint = fingerprintOf(photo);
  return (await mobilo.readAccount(accountOf(step)))?.photo === fingerprint ? fingerprint : null;
};
