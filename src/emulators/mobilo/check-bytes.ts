import type { Content } from './contract.ts';
import { Refusal } from './refusal.ts';

/** A body that is bytes and no JSON must have a type and a size that `openapi.yaml` allows. Refuses with 415, 413, 422. */
export const checkBytes = (content: Content, contentType: unknown, body: unknown): void => {
  const type =
    String(contentType ?? '')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? '';
  const schema = content[type]?.schema;
  if (!schema)
    throw new Refusal(415, 'unsupported_media_type', {
      detail: `The body must be ${Object.keys(content).join(' or ')}, not ${type || 'something without a type'}.`,
    });
  const size = body instanceof Uint8Array ? body.length : 0;
  if (size < Number(schema.minLength)) throw new Refusal(422, 'photo_is_empty');
  if (size > Number(schema.maxLength))
    throw new Refusal(413, 'photo_too_large', { detail: `${size} bytes are more than ${schema.maxLength}.` });
};
