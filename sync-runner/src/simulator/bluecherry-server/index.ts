import type { FastifyInstance } from 'fastify';
import { overlayConfig, startConfig } from '../world/config.ts';
import { openControlApp } from './control/control-app.ts';
import type { SessionSlot } from './control/control-app.ts';
import { DEFAULT_START } from './control/reset.ts';
import { openSession, readProfile } from './session.ts';
import { openWireApp } from './wire-app.ts';

/** Values left out are the defaults of a start: seed 1, 20 styles of 4 colours and 6 sizes, the machine's clock. */
export interface ErpSimulatorOptions {
  /** Port of the wire; 0 = any free one. */
  port: number;
  /** Port of the control API; 0 = any free one. */
  controlPort: number;
  seed?: number;
  styles?: number;
  colours?: number;
  sizes?: number;
  /** Overlay on the default profile. */
  profile?: unknown;
  /** virtual = stands still until the control API moves it. */
  clock?: 'real' | 'virtual';
  /** Virtual seconds a wall second, in mode real. */
  rate?: number;
  noise?: 'default' | 'none';
  /** Loopback by default. */
  host?: string;
}

export interface RunningErpSimulator {
  url: string;
  controlUrl: string;
  /** Closes both ports, open calls too. */
  stop(): Promise<void>;
}

/** Starts the Blue Cherry simulator. Rejects with a sentence for a bad profile or a port in use; then nothing runs. */
export const startErpSimulator = async (options: ErpSimulatorOptions): Promise<RunningErpSimulator> => {
  const { seed = 1, styles = 20, colours = 4, sizes = 6, noise = 'default', host = '127.0.0.1' } = options;
  const slot: SessionSlot = {
    startProfile: options.profile,
    current: openSession(
      {
        seed,
        size: { styles, colours, sizes },
        // A clock that stands still begins at the same moment every time; a real one at the machine's.
        start: options.clock === 'virtual' ? DEFAULT_START : undefined,
        clock: { mode: options.clock === 'virtual' ? 'manual' : 'real', rate: options.rate ?? 1 },
        profile: readProfile(options.profile),
        config: overlayConfig(startConfig(noise), {}),
      },
      ['test'],
    ),
  };
  const wire = openWireApp(() => slot.current);
  const control = openControlApp(slot);
  const stop = async (): Promise<void> => {
    slot.current.world.clock.stop();
    await Promise.all([wire.close(), control.close()]);
  };
  try {
    const url = await listen(wire, host, options.port, 'port');
    const controlUrl = await listen(control, host, options.controlPort, 'control port');
    return { url, controlUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const listen = async (app: FastifyInstance, host: string, port: number, what: string): Promise<string> => {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken) throw error;
    throw new Error(
      `The ${what} ${port} of the Blue Cherry simulator is in use by another program: stop that one, or start with another ${what} (0 = any free one).`,
    );
  }
};
