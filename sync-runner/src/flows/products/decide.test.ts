import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Settings } from '#contracts/settings.ts';
import type { ErpStyleRecord } from '#domain/product.ts';
import { decideStyles } from './decide.ts';
import { normaliseStyle } from './normalise.ts';

interface Case {
  readonly why: string;
  readonly incoming: { readonly style: ErpStyleRecord; readonly scope: Parameters<typeof normaliseStyle>[1] };
  readonly known: { readonly linked: readonly string[]; readonly currency: string };
  readonly policy: unknown;
  readonly now: string;
  readonly expect: {
    readonly do: string;
    readonly reason?: string;
    readonly variations?: readonly Record<string, unknown>[];
  };
}

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case);

describe('products', () => {
  test.each(cases.map((golden) => [golden.why, golden] as const))('%s', (_, golden) => {
    const product = normaliseStyle(golden.incoming.style, golden.incoming.scope, golden.now);
    const known = {
      fingerprints: new Map<string, string>(),
      linked: new Set(golden.known.linked),
      shopCurrency: golden.known.currency,
    };
    const [decision] = decideStyles([product], known, Settings.parse(golden.policy));
    expect(decision).toMatchObject(
      golden.expect.reason === undefined
        ? { do: golden.expect.do }
        : { do: golden.expect.do, reason: golden.expect.reason },
    );
    if (golden.expect.variations !== undefined) expect(product.variations).toMatchObject(golden.expect.variations);
  });

  test('a style that the shop confirmed as it is needs no write', () => {
    const golden = cases.find(({ expect: wanted, known }) => wanted.do === 'write' && known.linked.length === 0);
    if (golden === undefined) throw new Error('no case writes');
    const product = normaliseStyle(golden.incoming.style, golden.incoming.scope, golden.now);
    const known = {
      fingerprints: new Map<string, string>(),
      linked: new Set<string>(),
      shopCurrency: golden.known.currency,
    };
    const [first] = decideStyles([product], known, Settings.parse(golden.policy));
    if (first?.do !== 'write') throw new Error('the case does not write');
    const fingerprint = (first.intent.payload as { fingerprint: string }).fingerprint;
    const again = decideStyles(
      [product],
      { ...known, fingerprints: new Map([[product.erpKey, fingerprint]]) },
      Settings.parse(golden.policy),
    );
    expect(again[0]).toMatchObject({ do: 'skip', reason: 'unchanged' });
  });
});
