import type { SyncError } from '#errors/sync-error.ts';
import { isSyncError } from '#errors/sync-error.ts';
import type { Clock } from '#ports/clock.ts';
import type { ErpPort } from '#ports/erp.ts';
import type { Log } from '#ports/log.ts';
import type { ShopPort } from '#ports/shop.ts';

/** Why a start stops: 2 = configuration (address, key, port), 3 = nobody answers. */
export interface StartFault {
  readonly exitCode: 2 | 3;
  readonly sentence: string;
}

/** A far side that hiccups while it is checked is asked this often; one that lets us wait long, once less. */
const TRIES_MAX = 3;
const SLOW_TRIES_MAX = 2;
const PAUSE_WALL_MS = 500;

const configurationKinds: readonly SyncError['kind'][] = ['config', 'auth', 'shape', 'rejected'];

/**
 * Anything but "nobody answers" is for a person to correct. `side` names who was asked, with the setting and its address;
 * "" where the message says so itself.
 */
export const describeStartFault = (error: SyncError, side = ''): StartFault => {
  if (configurationKinds.includes(error.kind)) return { exitCode: 2, sentence: error.message };
  const sentence =
    side === '' ? error.message : `${side} does not answer. Check the address and the network. ${error.message}`;
  return { exitCode: 3, sentence };
};

/** The far side answers, but not now: it is there, and the service copes with that by itself. */
const isAlive = (error: SyncError): boolean => error.kind === 'rate-limited' || error.code.endsWith('_SERVER_ERROR');

/** Asks until an answer stands. Throws the last error where nobody answers, or the key, address or plugin is wrong. */
const askUntilClear = async (side: string, clock: Clock, log: Log, ask: () => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (!isSyncError(error) || error.kind === 'auth' || error.kind === 'config') throw error;
      const triesMax = error.code.includes('TIMEOUT') ? SLOW_TRIES_MAX : TRIES_MAX;
      const isLast = tries >= triesMax || error.kind === 'rate-limited';
      if (isLast && isAlive(error)) return log.warn('A far side answers, but has trouble', { side, code: error.code });
      if (isLast) throw error;
      await clock.sleep(PAUSE_WALL_MS * clock.rate);
    }
  }
};

/** Throws SyncError where Blue Cherry cannot be reached, is not Blue Cherry, or refuses the key. */
export const checkErpStart = (erp: ErpPort, clock: Clock, log: Log): Promise<void> =>
  askUntilClear('erp', clock, log, () => erp.check());

/**
 * Throws SyncError where the shop cannot be reached, is no shop, or refuses the key. A shop without the plugin is no
 * fault: the contract's defaults hold, so every flow only rehearses.
 */
export const checkShopStart = (shop: ShopPort, clock: Clock, log: Log): Promise<void> =>
  askUntilClear('shop', clock, log, async () => {
    try {
      await shop.handshake();
    } catch (error) {
      if (!isSyncError(error) || error.code !== 'PLUGIN_MISSING') throw error;
      await shop.readOrderHeads({ modifiedAfterMs: null, page: 1 });
      log.warn('The Cherry Bridge plugin does not answer in the shop, so every flow only rehearses');
    }
  });
