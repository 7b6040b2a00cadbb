import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

const tryPort = async (port: number): Promise<number | null> => {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    return null;
  } finally {
    server.close();
  }
};

/** The wished port if nobody has it, else any free one. */
export const findPort = async (wished: number): Promise<number> => {
  const port = (await tryPort(wished)) ?? (await tryPort(0));
  if (port === null) throw new Error('This machine has no free port on its loopback address.');
  return port;
};
