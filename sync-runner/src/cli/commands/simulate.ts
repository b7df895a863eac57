import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { startErpSimulator, startShopSimulator } from '#compose.ts';
import type { Session } from '../session.ts';

interface Running {
  readonly url: string;
  readonly controlUrl: string;
  stop(): Promise<void>;
}

interface Ports {
  readonly port: number;
  readonly controlPort: number;
}

const number =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max)
      throw new InvalidArgumentError(`Write a number from ${min} to ${max}.`);
    return value;
  };

const whole =
  (min: number, max: number) =>
  (text: string): number => {
    if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
    return number(min, max)(text);
  };

const port = whole(0, 65535);
const size = whole(0, 100_000);

const clockOption = (): Option =>
  new Option('--clock <mode>', 'real, or virtual: stands still until the control API moves it')
    .choices(['real', 'virtual'])
    .default('real');

const describeStartFault = (error: unknown, ports: Ports): string => {
  const fault = error as NodeJS.ErrnoException & { port?: number };
  if (fault.code === 'EADDRINUSE') {
    const taken = fault.port ?? `${ports.port} or ${ports.controlPort}`;
    return `Port ${taken} is in use by another program. End it, or choose others with --port and --control-port.`;
  }
  return error instanceof Error ? error.message : String(error);
};

/** Starts one simulator, says where it is, and stays until a stop signal. Two ports or none. */
const stay = async (
  session: Session,
  name: 'erp' | 'shop',
  ports: Ports,
  hint: string,
  start: () => Promise<Running>,
): Promise<void> => {
  const stopped = new Promise<void>((resolve) => session.world.onStop(resolve));
  let running: Running;
  try {
    running = await start();
  } catch (error) {
    return session.fail(2, [describeStartFault(error, ports)]);
  }
  const { url, controlUrl } = running;
  session.say(`${name === 'erp' ? 'Blue Cherry simulator' : 'Stand-in shop'}: ${url}`);
  session.say(`Control API: ${controlUrl}/_sim/`);
  session.say(hint);
  session.answer(0, { ok: true, simulator: name, url, controlUrl, pid: process.pid });
  await stopped;
  await running.stop();
};

const readProfileFile = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is not JSON' : 'it cannot be read';
    throw new InvalidArgumentError(`${path} is no profile: ${why}.`);
  }
};

/** The built screens beside this program, wherever it was started from; undefined = not built. */
const findUiBuild = (): string | undefined => {
  for (let folder = dirname(fileURLToPath(import.meta.url)), left = 6; left > 0; folder = dirname(folder), left -= 1) {
    const build = join(folder, 'plugin', 'build');
    if (existsSync(join(build, 'index.js'))) return build;
  }
  return undefined;
};

interface ErpWish extends Ports {
  readonly seed: number;
  readonly styles: number;
  readonly colours: number;
  readonly sizes: number;
  readonly profile?: unknown;
  readonly clock: 'real' | 'virtual';
  readonly rate: number;
  readonly noise: 'default' | 'none';
}

interface ShopWish extends Ports {
  readonly seed: number;
  readonly rehearsing?: boolean;
  readonly clock: 'real' | 'virtual';
  readonly rate: number;
}

const addErp = (simulate: Command, session: Session): void => {
  simulate
    .command('erp')
    .description('a Blue Cherry that behaves like the real one')
    .addOption(new Option('--port <port>', 'port of the wire').env('BC_PORT').argParser(port).default(4010))
    .addOption(
      new Option('--control-port <port>', 'port of the control API').env('BC_SIM_PORT').argParser(port).default(4011),
    )
    .option('--seed <number>', 'feeds catalogue and faults', whole(0, 2 ** 31), 1)
    .option('--styles <number>', 'size of the catalogue', size, 20)
    .option('--colours <number>', 'per style', size, 4)
    .option('--sizes <number>', 'per colour', size, 6)
    .option('--profile <file>', 'profile to lay over the default one', readProfileFile)
    .addOption(clockOption())
    .option('--rate <number>', 'its seconds per wall second', number(0.001, 100_000), 1)
    .addOption(new Option('--noise <kind>', 'random faults').choices(['default', 'none']).default('default'))
    .option('--json', 'one JSON object at the start')
    .action((wish: ErpWish) =>
      stay(session, 'erp', wish, 'It accepts the key "test". Ctrl-C ends it.', () => startErpSimulator({ ...wish })),
    );
};

const addShop = (simulate: Command, session: Session): void => {
  simulate
    .command('shop')
    .description('a stand-in WooCommerce with the plugin’s routes')
    .option('--port <port>', 'port of the shop', port, 4020)
    .option('--control-port <port>', 'port of the control API', port, 4021)
    .option('--seed <number>', 'feeds faults', whole(0, 2 ** 31), 1)
    .option('--rehearsing', 'start with every flow rehearsing')
    .addOption(clockOption())
    .option('--rate <number>', 'its seconds per wall second', number(0.001, 100_000), 1)
    .option('--json', 'one JSON object at the start')
    .action((wish: ShopWish) =>
      stay(
        session,
        'shop',
        wish,
        'It accepts the key "ck_stand_in" with the secret "cs_stand_in". Ctrl-C ends it.',
        () => startShopSimulator({ ...wish, uiBuildDir: findUiBuild() }),
      ),
    );
};

export const addSimulate = (program: Command, session: Session): void => {
  const simulate = program.command('simulate').description('start a simulator as its own process');
  addErp(simulate, session);
  addShop(simulate, session);
};
