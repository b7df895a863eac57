import { createHttpClient } from '#adapters/http/index.ts';
import { PairingTraded } from '#contracts/pairing.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import { parseRouteAnswer } from './errors.ts';

export interface PairingTrade {
  readonly shopUrl: string;
  /** The one-time code of the set-up screen. */
  readonly code: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Trades the one-time code for a key. Throws SyncError: SHOP_UNREACHABLE, PLUGIN_MISSING, or SHOP_ITEM_REFUSED with the
 * plugin's own sentence (a code that is unknown, used or too old).
 */
export const tradePairingCode = async ({ shopUrl, code, clock, log }: PairingTrade): Promise<PairingTraded> => {
  const http = createHttpClient({
    system: 'shop',
    baseUrl: `${shopUrl.replace(/\/+$/, '')}/wp-json`,
    headers: {},
    connectTimeoutMs: 10_000,
    totalTimeoutMs: 30_000,
    clock,
    log,
  });
  const route = 'wc-cherry-bridge/v1/pairing';
  try {
    const answer = await http.send({
      verb: 'POST',
      path: route,
      operation: 'trade-pairing-code',
      body: { version: 1, action: 'trade', code },
      isRepeatable: false,
    });
    return parseRouteAnswer(answer, PairingTraded, route);
  } finally {
    http.close();
  }
};
