import type { ErpStyleRecord, Product } from '#domain/product.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { Flow } from '../flow.ts';
import { decideStyles, type StylesKnown } from './decide.ts';
import { normaliseStyle } from './normalise.ts';
import { pollStyles } from './poll.ts';
import { writeStyle } from './write.ts';

/** Every SKU of the ERP, in scope or not, sold or not: order lines and stock rows join on these. */
const composeItems = (products: readonly Product[]): LedgerChange => ({
  put: 'items',
  rows: products.flatMap((product) =>
    product.variations.map(({ sku, item, barcode, isActive }) => ({
      sku,
      item,
      barcode,
      style: product.style,
      isActive,
    })),
  ),
});

/** erp -> shop: a style becomes a variable product; the only door for new SKUs. */
export const productsFlow: Flow<ErpStyleRecord, Product, StylesKnown> = {
  name: 'products',
  enqueueMode: 'latest',
  concurrency: 2,
  poll: pollStyles,
  normalise: (record, { erp, clock }) => ({
    outcome: 'noun',
    noun: normaliseStyle(record, erp.facts.scope, erp.composeErpDate(clock.nowMs())),
  }),
  async readKnown(nouns, { ledger, shop }) {
    if (nouns.length === 0) return { fingerprints: new Map(), linked: new Set(), shopCurrency: '' };
    const keys = nouns.map(({ erpKey }) => erpKey);
    const links = await ledger.links('style', keys);
    const handshake = await shop.handshake();
    return {
      fingerprints: await ledger.fingerprints('products', keys),
      linked: new Set(links.keys()),
      shopCurrency: handshake.shop.currency,
    };
  },
  decide: ({ nouns, known, policy }) => ({
    decisions: decideStyles(nouns, known, policy.settings),
    changes: [composeItems(nouns)],
  }),
  write: writeStyle,
};
