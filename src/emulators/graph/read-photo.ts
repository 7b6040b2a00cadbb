import { GraphFault } from './graph-fault.ts';
import type { AnswerOperation } from './graph-request.ts';
import { requireUser } from './list-memberships.ts';

const widths: readonly number[] = [48, 64, 96, 120, 240, 360, 432, 504, 648];
const sizes: readonly string[] = widths.map((width) => `${width}x${width}`);

/** A person's photo, in whatever size was asked for. @throws GraphFault 404 `ImageNotFound`, which is normal (§1.9) */
export const readPhoto: AnswerOperation = (call) => {
  const photo = call.directory.photoOf(requireUser(call).id);
  if (photo === undefined || (call.part !== '' && !sizes.includes(call.part)))
    throw new GraphFault(
      404,
      'ImageNotFound',
      "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.",
    );
  return { status: 200, headers: { 'Content-Type': 'image/jpeg' }, body: Buffer.from(photo, 'base64') };
};
