import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#contracts/codes.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { Clock } from '#ports/clock.ts';
import type { ErpPort } from '#ports/erp.ts';
import type { ShopPort } from '#ports/shop.ts';
import { checkErpStart, checkShopStart, describeStartFault } from './start-checks.ts';

const warnings: string[] = [];
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (sentence: string) => void warnings.push(sentence),
  error: () => undefined,
};
const clock = { rate: 1, sleep: async () => undefined } as unknown as Clock;

/** A far side that fails with these codes, one a call, and then answers. */
const answerAfter = (...codes: ErrorCode[]) => {
  const asked = { times: 0 };
  const ask = async (): Promise<never> => {
    const code = codes[asked.times];
    asked.times += 1;
    if (code !== undefined) throw new SyncError({ code, message: `It failed with ${code}.` });
    return {} as never;
  };
  return { asked, ask };
};

const checkErp = (ask: () => Promise<never>) => checkErpStart({ check: ask } as unknown as ErpPort, clock, log);
const checkShop = (handshake: () => Promise<never>, readOrderHeads: () => Promise<never>) =>
  checkShopStart({ handshake, readOrderHeads } as unknown as ShopPort, clock, log);

describe('a far side while the runner starts', () => {
  it('may hiccup twice', async () => {
    const { ask, asked } = answerAfter('ERP_UNREACHABLE', 'ERP_SERVER_ERROR');
    await checkErp(ask);
    expect(asked.times).toBe(3);
  });

  it('stops the start when nobody answers three times', async () => {
    const { ask } = answerAfter('ERP_UNREACHABLE', 'ERP_UNREACHABLE', 'ERP_UNREACHABLE');
    await expect(checkErp(ask)).rejects.toMatchObject({ code: 'ERP_UNREACHABLE' });
  });

  it('is not asked again with a refused key', async () => {
    const { ask, asked } = answerAfter('ERP_AUTH_REFUSED');
    await expect(checkErp(ask)).rejects.toMatchObject({ code: 'ERP_AUTH_REFUSED' });
    expect(asked.times).toBe(1);
  });

  it('does not stop the start while it only asks us to slow down or has a fault of its own', async () => {
    await checkErp(answerAfter('ERP_RATE_LIMITED').ask);
    await checkErp(answerAfter('ERP_SERVER_ERROR', 'ERP_SERVER_ERROR', 'ERP_SERVER_ERROR').ask);
  });

  it('may lack the plugin, as long as WooCommerce takes the key', async () => {
    warnings.length = 0;
    await checkShop(answerAfter('PLUGIN_MISSING').ask, answerAfter().ask);
    expect(warnings.join()).toContain('every flow only rehearses');
    await expect(
      checkShop(answerAfter('PLUGIN_MISSING').ask, answerAfter('SHOP_AUTH_REFUSED').ask),
    ).rejects.toMatchObject({ code: 'SHOP_AUTH_REFUSED' });
  });
});

describe('the exit code of a start that stops', () => {
  it.each([
    ['ERP_AUTH_REFUSED', 2],
    ['ERP_ANSWER_SHAPE', 2],
    ['CONFIG_INVALID', 2],
    ['SHOP_UNREACHABLE', 3],
    ['ERP_TIMEOUT_READ', 3],
    ['STORE_UNREACHABLE', 3],
  ] as const)('of %s is %i', (code, exitCode) => {
    expect(describeStartFault(new SyncError({ code, message: 'x' })).exitCode).toBe(exitCode);
  });
});
