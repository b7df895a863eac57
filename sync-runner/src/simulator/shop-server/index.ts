import { createControlServer } from './control/control-server.ts';
import { createFaultScript } from './control/faults.ts';
import { createCallLog } from './control/log.ts';
import { createShopServer } from './server.ts';
import type { ShopSimulatorOptions } from './shop-options.ts';
import { createShopClock } from './state/clock.ts';
import { createWorld } from './state/world.ts';

export type { ShopSimulatorOptions } from './shop-options.ts';

export interface RunningShopSimulator {
  /** The shop, e.g. `http://127.0.0.1:4020`. */
  url: string;
  /** The control API, below `/_sim/`. */
  controlUrl: string;
  stop(): Promise<void>;
}

/** Starts the stand-in shop and its control API; port 0 takes a free one. */
export const startShopSimulator = async (options: ShopSimulatorOptions): Promise<RunningShopSimulator> => {
  const host = options.host ?? '127.0.0.1';
  const clock = createShopClock(options.clock ?? 'real', options.rate ?? 1);
  const world = createWorld(clock, options.rehearsing ?? false);
  const faults = createFaultScript(options.seed ?? 1);
  const log = createCallLog();
  const folders = { uiBuildDir: options.uiBuildDir, hostGlobalsDir: options.hostGlobalsDir };
  const shop = createShopServer({ world, faults, log, folders });
  const control = createControlServer({ world, faults, log, rehearsing: options.rehearsing ?? false });
  const url = await shop.listen({ port: options.port, host });
  world.url = url;
  let controlUrl: string;
  try {
    controlUrl = await control.listen({ port: options.controlPort, host });
  } catch (error) {
    await shop.close();
    throw error;
  }
  return {
    url,
    controlUrl,
    stop: async () => {
      await Promise.all([shop.close(), control.close()]);
    },
  };
};
