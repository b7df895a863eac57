import { SyncError } from '#errors/sync-error.ts';
import type { ShopItem, Variation } from '#domain/product.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { ItemResult, ShopPort, VariationWrite } from '#ports/shop.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import type { StylePayload } from './decide.ts';
import { composeAttributes, type AttributePlan } from './attributes.ts';
import { compareVariation } from './confirm.ts';

/** Reads one product's twin: by link, else by the style's SKU or by a SKU of its variations. */
const findParent = async (payload: StylePayload, { shop, ledger }: FlowContext): Promise<number | null> => {
  const { product } = payload;
  const link = (await ledger.links('style', [product.erpKey])).get(product.erpKey);
  if (link !== undefined && (await shop.readProduct(link.shopId)) !== null) return link.shopId;
  const items = await shop.findItems([product.style, ...product.variations.map(({ sku }) => sku)]);
  const parentIds = new Set(items.map(({ id, parentId }) => parentId || id));
  if (parentIds.size > 1) {
    throw new SyncError({
      code: 'SHOP_ITEM_REFUSED',
      message: `SKUs of style ${product.style} are spread over ${parentIds.size} products in the shop (${[...parentIds].join(', ')}). Put them under one product, then retry.`,
    });
  }
  return [...parentIds][0] ?? null;
};

const composeVariationWrite = (
  variation: Variation,
  found: ShopItem | undefined,
  plan: AttributePlan,
  payload: StylePayload,
): VariationWrite => {
  const isSold = variation.isActive || payload.inactive === 'keep';
  const attributes = plan.optionsOf(variation).map(({ attributeId, option }) => ({ attributeId, option }));
  const wanted: VariationWrite = {
    sku: variation.sku,
    erpKey: variation.erpKey,
    barcode: variation.barcode,
    price: variation.price ?? '',
    status: isSold ? 'publish' : 'private',
    attributes,
  };
  return found === undefined ? { ...wanted, manageStock: true } : { ...wanted, id: found.id };
};

const retire = (found: ShopItem): VariationWrite => ({ id: found.id, status: 'private' });

/** What has to be written under one parent: only variations that differ. */
const composeWrites = (payload: StylePayload, existing: readonly ShopItem[], plan: AttributePlan): VariationWrite[] => {
  const byKey = new Map(existing.filter(({ erpKey }) => erpKey !== '').map((item) => [item.erpKey, item]));
  const bySku = new Map(existing.map((item) => [item.sku, item]));
  const claimed = new Set<number>();
  const writes = payload.product.variations.flatMap((variation) => {
    const found = byKey.get(variation.erpKey) ?? bySku.get(variation.sku);
    if (found !== undefined) claimed.add(found.id);
    const write = composeVariationWrite(variation, found, plan, payload);
    if (found === undefined) return variation.isActive ? [write] : [];
    return compareVariation(write, found, plan).length > 0 ? [write] : [];
  });
  const orphans =
    payload.inactive === 'keep'
      ? []
      : existing.filter((item) => !claimed.has(item.id) && item.erpKey !== '' && item.status !== 'private');
  return [...writes, ...orphans.map(retire)];
};

const writeParent = async (
  parentId: number | null,
  payload: StylePayload,
  plan: AttributePlan,
  shop: ShopPort,
): Promise<ItemResult> => {
  const { product } = payload;
  const attributes = plan.attributes.map(({ attributeId, options }) => ({ attributeId, options }));
  if (parentId !== null) return shop.updateProduct(parentId, { erpKey: product.erpKey, attributes });
  // Draft until complete: a half-built product is never for sale. Name and description are seeded once, then the shop's.
  return shop.createProduct({
    sku: product.style,
    erpKey: product.erpKey,
    name: product.name,
    description: product.description,
    status: 'draft',
    attributes,
  });
};

const publishParent = async (
  parentId: number,
  isNew: boolean,
  payload: StylePayload,
  shop: ShopPort,
): Promise<ItemResult | null> => {
  const isSold = payload.product.variations.some(({ isActive }) => isActive);
  if (!isSold) return payload.inactive === 'keep' ? null : shop.updateProduct(parentId, { status: payload.inactive });
  if (isNew) return shop.updateProduct(parentId, { status: payload.publish });
  const parent = await shop.readProduct(parentId);
  // A product we closed comes back with its style; one a person hid stays hidden (it is not a draft of ours).
  return parent?.status === 'draft' ? shop.updateProduct(parentId, { status: payload.publish }) : null;
};

const composeChanges = (
  payload: StylePayload,
  parentId: number,
  stored: readonly ShopItem[],
  createdSkus: ReadonlySet<string>,
): LedgerChange[] => {
  const { product } = payload;
  const idBySku = new Map(stored.map((item) => [item.sku, item.id]));
  const links: LedgerChange[] = product.variations.flatMap((variation) => {
    const shopId = idBySku.get(variation.sku);
    return shopId === undefined
      ? []
      : [
          {
            put: 'link' as const,
            row: { kind: 'variation' as const, key: variation.erpKey, shopId, parentId, sku: variation.sku },
          },
        ];
  });
  // A SKU that the shop did not know until now: let the next stock pass write it at once.
  const fresh: LedgerChange[] = [...createdSkus].map((sku) => ({
    put: 'position',
    row: {
      sku,
      productId: idBySku.get(sku) ?? 0,
      position: 0,
      generation: 0,
      adoptedAsOf: null,
      writtenAtMs: 0,
      outcome: 'skipped:unknown-sku',
    },
  }));
  return [
    { put: 'link', row: { kind: 'style', key: product.erpKey, shopId: parentId, parentId: 0, sku: product.style } },
    ...links,
    ...fresh,
    { put: 'fingerprint', flow: 'products', subject: product.erpKey, fingerprint: payload.fingerprint },
  ];
};

const refuse = (
  payload: StylePayload,
  result: Extract<ItemResult, { outcome: 'refused' }>,
  count: number,
): WriteOutcome => ({
  outcome: 'refused',
  failure: {
    code: 'SHOP_ITEM_REFUSED',
    subject: { type: 'style', id: payload.product.erpKey, label: `Style ${payload.product.style}` },
    title: `The shop refused ${count} ${count === 1 ? 'write' : 'writes'} of style ${payload.product.style}, starting with SKU ${result.sku}.`,
    detail: `${result.code}: ${result.text}`,
  },
  changes: [],
  next: [],
});

/** Brings one style into the shop. Looks before it creates, so a repeat after any break makes nothing twice. */
export const writeStyle = async (intent: StoredIntent, context: FlowContext): Promise<WriteOutcome> => {
  const payload = intent.payload as StylePayload;
  const { shop } = context;
  const found = await findParent(payload, context);
  const plan = await composeAttributes(payload.product, shop);
  const parent = await writeParent(found, payload, plan, shop);
  if (parent.outcome === 'refused') return refuse(payload, parent, 1);
  const existing = found === null ? [] : await shop.readVariations(parent.id);
  const writes = composeWrites(payload, existing, plan);
  const results = writes.length === 0 ? [] : await shop.writeVariations(parent.id, writes);
  const refused = results.filter((result) => result.outcome === 'refused');
  if (refused[0] !== undefined) return refuse(payload, refused[0], refused.length);
  const published = await publishParent(parent.id, found === null, payload, shop);
  if (published?.outcome === 'refused') return refuse(payload, published, 1);
  const stored = await shop.readVariations(parent.id);
  const faults = payload.product.variations.flatMap((variation) => {
    const item = stored.find(({ sku }) => sku === variation.sku);
    if (item === undefined) return variation.isActive ? [`${variation.sku} is missing`] : [];
    return compareVariation(composeVariationWrite(variation, item, plan, payload), item, plan).map(
      (field) => `${variation.sku}.${field}`,
    );
  });
  if (faults.length > 0) {
    return refuse(
      payload,
      {
        outcome: 'refused',
        sku: faults[0] ?? '',
        code: 'read-back',
        text: `The shop kept other values: ${faults.slice(0, 20).join(', ')}`,
      },
      faults.length,
    );
  }
  const createdSkus = new Set(writes.filter(({ id }) => id === undefined).map(({ sku }) => sku ?? ''));
  return {
    outcome: 'confirmed',
    note: `product ${parent.id}, ${writes.length} variations written`,
    changes: composeChanges(payload, parent.id, stored, createdSkus),
    next: [],
  };
};
