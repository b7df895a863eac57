import { describe, expect, it } from 'vitest';
import type { AnswerGot, NothingCause } from '#adapters/http/index.ts';
import { parseJson } from '../http/decode-body.ts';
import { composeShopError } from './errors.ts';

const answer = (status: number, text: string, headers: Record<string, string> = {}): AnswerGot => ({
  got: 'answer',
  status,
  headers,
  text,
  json: parseJson(text),
});
const wp = (code: string, message: string, data: unknown): string => JSON.stringify({ code, message, data });
const codeOf = (status: number, text: string, isRepeatable = true, route = 'wc/v3/orders'): string =>
  composeShopError(answer(status, text), route, isRepeatable).code;

describe('what an answer of the shop means', () => {
  it.each([
    [
      'a wrong key',
      401,
      wp('woocommerce_rest_authentication_error', 'Consumer key is invalid.', { status: 401 }),
      'SHOP_AUTH_REFUSED',
    ],
    [
      'a header that was stripped on the way',
      401,
      wp('woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.', { status: 401 }),
      'SHOP_AUTH_REFUSED',
    ],
    [
      'a right that is missing',
      403,
      wp('woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.', { status: 403 }),
      'SHOP_AUTH_REFUSED',
    ],
    ['a page of a firewall', 403, '<html><body>Blocked</body></html>', 'SHOP_AUTH_REFUSED'],
    [
      'a refused item',
      400,
      wp('product_invalid_sku', 'Invalid or duplicated SKU.', { status: 400, resource_id: 91 }),
      'SHOP_ITEM_REFUSED',
    ],
    [
      'something that is not there',
      404,
      wp('woocommerce_rest_product_invalid_id', 'Invalid ID.', { status: 404 }),
      'SHOP_ITEM_REFUSED',
    ],
    ['a host that asks us to slow down', 429, 'Too many requests', 'SHOP_RATE_LIMITED'],
    [
      'a fault of the shop',
      500,
      wp('internal_server_error', 'There has been a critical error.', { status: 500 }),
      'SHOP_SERVER_ERROR',
    ],
    ['a gateway that lost it', 502, '<html>Bad gateway</html>', 'SHOP_SERVER_ERROR'],
    ['a page with status 200', 200, '<!DOCTYPE html><html></html>', 'SHOP_SERVER_ERROR'],
    ['half a body', 200, '[{"id":1},{"i', 'SHOP_SERVER_ERROR'],
    ['an empty body', 200, '', 'SHOP_SERVER_ERROR'],
    ['an address that leads elsewhere', 301, '', 'SHOP_ANSWER_SHAPE'],
  ])('calls %s by its code on a read', (_what, status, text, code) => {
    expect(codeOf(status, text)).toBe(code);
  });

  it('leaves the outcome of a create open wherever it may have been done', () => {
    expect(codeOf(500, wp('internal_server_error', 'Critical error.', { status: 500 }), false)).toBe(
      'SHOP_OUTCOME_UNKNOWN',
    );
    expect(codeOf(504, '<html>Gateway time-out</html>', false)).toBe('SHOP_OUTCOME_UNKNOWN');
    expect(codeOf(201, '{"id":91,"sk', false)).toBe('SHOP_OUTCOME_UNKNOWN');
    expect(codeOf(400, wp('product_invalid_sku', 'Invalid or duplicated SKU.', { status: 400 }), false)).toBe(
      'SHOP_ITEM_REFUSED',
    );
  });

  it('tells a missing plugin and a broken contract apart from the shop', () => {
    const missing = wp('rest_no_route', 'No route was found matching the URL and request method.', { status: 404 });
    expect(codeOf(404, missing, true, 'wc-cherry-bridge/v1/handshake')).toBe('PLUGIN_MISSING');
    expect(codeOf(404, missing, true, 'wc/v3/orders')).toBe('SHOP_ITEM_REFUSED');
    const broken = wp('cherry_bridge_contract_refused', 'The request was refused because of "rows[0].sku".', {
      status: 400,
    });
    expect(codeOf(400, broken, true, 'wc-cherry-bridge/v1/positions')).toBe('PLUGIN_CONTRACT_REFUSED');
  });

  it('names the cure of a refused key', () => {
    const stripped = answer(401, wp('woocommerce_rest_cannot_view', 'Sorry.', { status: 401 }));
    expect(composeShopError(stripped, 'wc/v3/orders', true).message).toContain('strips the Authorization header');
    const wrong = answer(
      401,
      wp('woocommerce_rest_authentication_error', 'Consumer secret is invalid.', { status: 401 }),
    );
    expect(composeShopError(wrong, 'wc/v3/orders', true).message).toContain('Pair the runner again');
  });

  it('keeps the time the shop named', () => {
    const limited = { ...answer(429, ''), retryAtMs: 1234 };
    expect(composeShopError(limited, 'wc/v3/orders', true)).toMatchObject({
      code: 'SHOP_RATE_LIMITED',
      retryAtMs: 1234,
    });
  });

  it.each<[NothingCause, string, string]>([
    ['timeout', 'SHOP_TIMEOUT', 'SHOP_OUTCOME_UNKNOWN'],
    ['reset', 'SHOP_UNREACHABLE', 'SHOP_OUTCOME_UNKNOWN'],
    ['too-large', 'SHOP_ANSWER_SHAPE', 'SHOP_OUTCOME_UNKNOWN'],
  ])('reads no answer (%s) as %s, and for a create as %s', (cause, ofRead, ofCreate) => {
    const nothing = { got: 'nothing', wasSent: true, cause, message: 'No answer.' } as const;
    expect(composeShopError(nothing, 'wc/v3/products', true).code).toBe(ofRead);
    expect(composeShopError(nothing, 'wc/v3/products', false).code).toBe(ofCreate);
  });

  it('knows that a create which never left was not done', () => {
    const nothing = { got: 'nothing', wasSent: false, cause: 'connect', message: 'No connection.' } as const;
    expect(composeShopError(nothing, 'wc/v3/products', false).code).toBe('SHOP_UNREACHABLE');
    const paused = { got: 'nothing', wasSent: false, cause: 'paused', message: 'Wait.', retryAtMs: 9 } as const;
    expect(composeShopError(paused, 'wc/v3/products', false)).toMatchObject({
      code: 'SHOP_RATE_LIMITED',
      retryAtMs: 9,
    });
  });
});
