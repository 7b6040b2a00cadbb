import type { Connection } from '../../mobilo/connection.ts';
import type { Mobilo } from '../../mobilo/mobilo.ts';
import { type ConnectOptions, connectToEmulator } from './connect-to-emulator.ts';
import { createMobiloControl, type MobiloControl } from './mobilo-control.ts';
import { type MobiloEmulator, type MobiloEmulatorOptions, startMobiloEmulator } from './start-mobilo-emulator.ts';

/** Mobilo with somebody signed in: the port, the emulator behind it, and the means to make things go wrong. */
export interface ConnectedMobilo {
  readonly mobilo: Mobilo;
  readonly connection: Connection;
  readonly emulator: MobiloEmulator;
  readonly control: MobiloControl;
  readonly close: () => Promise<void>;
}

const firstAdmin = ({ accounts }: MobiloEmulatorOptions['data']): string =>
  accounts.find(({ role, state }) => role === 'admin' && state === 'active')?.email ?? '';

/** Starts an emulator and signs in over HTTP, as the first active administrator unless told otherwise. */
export const startConnectedMobilo = async (
  options: MobiloEmulatorOptions & Partial<ConnectOptions>,
): Promise<ConnectedMobilo> => {
  const emulator = await startMobiloEmulator(options);
  const connected = await connectToEmulator(emulator.url, { ...options, as: options.as ?? firstAdmin(options.data) });
  return { ...connected, emulator, control: createMobiloControl(emulator.url), close: emulator.close };
};
