import { generate } from 'selfsigned';

/** A key and a certificate for tests, in PEM. No browser trusts it unless told not to care. */
export const makeCertificate = async (...names: readonly string[]): Promise<{ key: string; cert: string }> => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  });
  return { key, cert };
};
