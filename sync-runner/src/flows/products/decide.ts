import type { Settings } from '#contracts/settings.ts';
import { composeFingerprint } from '#domain/fingerprint.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import type { Decision, FailureDraft } from '#domain/decision.ts';
import type { Product, Variation } from '#domain/product.ts';
import { composeSubject } from '#domain/subject.ts';

export interface StylesKnown {
  /** Style pkey -> fingerprint of what the shop last confirmed. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** Style pkeys that have a product in the shop. */
  readonly linked: ReadonlySet<string>;
  readonly shopCurrency: string;
}

/** What one style intent carries. */
export interface StylePayload {
  readonly product: Product;
  readonly fingerprint: string;
  readonly inactive: Settings['products']['inactive'];
  readonly publish: Settings['products']['publish'];
}

const subjectOf = (product: Product) => ({
  type: 'style' as const,
  id: product.erpKey,
  label: `Style ${product.style}`,
});

const composeHold = (product: Product, title: string, detail: string): FailureDraft => ({
  code: 'STYLE_HELD',
  subject: subjectOf(product),
  title,
  detail,
});

const findDoubled = (variations: readonly Variation[]): string | undefined => {
  const seen = new Set<string>();
  return variations.find(({ sku }) => seen.size === seen.add(sku).size)?.sku;
};

/** Why this style cannot become a product as it is, or null. */
const findFault = (product: Product, shopCurrency: string): Extract<Decision, { do: 'hold' }> | null => {
  const subject = composeSubject(subjectOf(product));
  const active = product.variations.filter(({ isActive }) => isActive);
  const doubled = findDoubled(product.variations);
  if (doubled !== undefined) {
    const title = `Style ${product.style} has SKU ${doubled} twice, so nobody could tell which one was sold.`;
    return { do: 'hold', subject, reason: 'sku-ambiguous', failure: composeHold(product, title, `sku ${doubled}`) };
  }
  const unpriced = active.filter(({ price }) => price === null);
  if (unpriced.length > 0) {
    const title = `Style ${product.style} has no price in effect for ${unpriced.length} of ${active.length} SKUs, starting with ${unpriced[0]?.sku ?? ''}.`;
    return {
      do: 'hold',
      subject,
      reason: 'price-missing',
      failure: composeHold(
        product,
        title,
        `retail_price missing: ${unpriced
          .map(({ sku }) => sku)
          .slice(0, 20)
          .join(', ')}`,
      ),
    };
  }
  const foreign = active.find(({ currency }) => currency !== '' && currency !== shopCurrency);
  if (foreign !== undefined) {
    const title = `Style ${product.style} is priced in ${foreign.currency}, but the shop sells in ${shopCurrency}.`;
    return {
      do: 'hold',
      subject,
      reason: 'currency-mismatch',
      failure: composeHold(product, title, `curr_code ${foreign.currency} on ${foreign.sku}`),
    };
  }
  return null;
};

const decideStyle = (product: Product, known: StylesKnown, settings: Settings): Decision => {
  const subject = composeSubject(subjectOf(product));
  const isLinked = known.linked.has(product.erpKey);
  if (product.variations.length === 0 && !isLinked) return { do: 'skip', subject, reason: 'out-of-scope' };
  if (!product.variations.some(({ isActive }) => isActive) && !isLinked)
    return { do: 'skip', subject, reason: 'inactive' };
  const fault = findFault(product, known.shopCurrency);
  if (fault !== null) return fault;
  const content = { product, inactive: settings.products.inactive, publish: settings.products.publish };
  const fingerprint = composeFingerprint(content);
  if (known.fingerprints.get(product.erpKey) === fingerprint) return { do: 'skip', subject, reason: 'unchanged' };
  const payload: StylePayload = { ...content, fingerprint };
  return {
    do: 'write',
    subject,
    intent: composeIntent({ flow: 'products', entity: 'style', subject, fingerprint, lane: subject, payload }),
    summary: `${isLinked ? 'Update' : 'Create'} the product of style ${product.style} with ${product.variations.length} variations.`,
    changes: product.variations.map(({ sku, price }) => ({
      field: sku,
      from: isLinked ? 'as in the shop' : 'absent',
      to: `price ${price ?? 'none'}`,
    })),
  };
};

export const decideStyles = (products: readonly Product[], known: StylesKnown, settings: Settings): Decision[] =>
  products.map((product) => decideStyle(product, known, settings));
