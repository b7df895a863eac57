import { z } from 'zod';

/**
 * WooCommerce's REST v3 as it really answers: only the members we use, tolerant where its own schema is not kept
 * (`manage_stock` may be "parent", quantities null or text, meta values anything).
 */

/** `2026-03-03T09:12:44` without a zone, always in GMT. */
export const GmtText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/);
const MoneyText = z.union([z.string(), z.number()]).transform(String);
const NumberText = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);
const Text = z
  .union([z.string(), z.number(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

export const WireMeta = z
  .array(z.object({ key: z.string(), value: z.unknown() }))
  .optional()
  .transform((rows) => rows ?? []);

export const WireOrderHead = z.object({ id: z.int().min(1), date_modified_gmt: GmtText });
export type WireOrderHead = z.infer<typeof WireOrderHead>;

const WireAddress = z.object({
  first_name: Text,
  last_name: Text,
  company: Text,
  address_1: Text,
  address_2: Text,
  city: Text,
  state: Text,
  postcode: Text,
  country: Text,
  email: Text,
  phone: Text,
});
export type WireAddress = z.infer<typeof WireAddress>;

export const WireOrderLine = z.object({
  id: z.int().min(1),
  name: Text,
  product_id: NumberText,
  variation_id: NumberText,
  quantity: NumberText,
  subtotal: MoneyText,
  total: MoneyText,
  total_tax: MoneyText,
  /** null where the product is gone. */
  sku: Text,
  meta_data: WireMeta,
});
export type WireOrderLine = z.infer<typeof WireOrderLine>;

const WireShippingLine = z.object({
  id: z.int().min(1),
  method_id: Text,
  method_title: Text,
  total: MoneyText,
  total_tax: MoneyText,
});

const WireFeeLine = z.object({ id: z.int().min(1), name: Text, total: MoneyText, total_tax: MoneyText });

export const WireOrder = z.object({
  id: z.int().min(1),
  number: Text,
  status: z.string().min(1),
  currency: z.string().min(3).max(3),
  date_created_gmt: GmtText,
  date_modified_gmt: GmtText,
  date_paid_gmt: GmtText.nullish(),
  total: MoneyText,
  total_tax: MoneyText,
  customer_note: Text,
  payment_method: Text,
  billing: WireAddress,
  shipping: WireAddress,
  meta_data: WireMeta,
  line_items: z.array(WireOrderLine),
  shipping_lines: z.array(WireShippingLine),
  fee_lines: z.array(WireFeeLine),
  refunds: z.array(z.object({ id: z.int() })),
});
export type WireOrder = z.infer<typeof WireOrder>;

/** The members of an order we ask for. */
export const orderFields = Object.keys(WireOrder.shape).join(',');

const WireItemAttribute = z.object({
  id: NumberText.optional(),
  name: Text,
  /** On a variation. */
  option: Text,
  /** On a product. */
  options: z.array(z.union([z.string(), z.number()]).transform(String)).optional(),
});

export const WireItem = z.object({
  id: z.int().min(1),
  type: z.string().optional(),
  parent_id: NumberText.optional(),
  sku: Text,
  global_unique_id: Text,
  regular_price: Text,
  status: z.string(),
  manage_stock: z.union([z.boolean(), z.string()]),
  attributes: z.array(WireItemAttribute),
  meta_data: WireMeta,
});
export type WireItem = z.infer<typeof WireItem>;

export const itemFields = Object.keys(WireItem.shape).join(',');

export const WireNamed = z.object({ id: z.int().min(1), name: z.string(), menu_order: NumberText.optional() });
export type WireNamed = z.infer<typeof WireNamed>;

/** WordPress's error body. `data` is an object with `status`, sometimes a bare number. */
export const WireError = z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() });
export type WireError = z.infer<typeof WireError>;

/** One row of a batch answer: the item, or `{id, error}`. */
export const WireBatchRow = z.union([
  z.object({ id: z.int().min(0), error: WireError }),
  z.object({ id: z.int().min(1), sku: Text, parent_id: NumberText.optional() }),
]);
export type WireBatchRow = z.infer<typeof WireBatchRow>;

export const WireBatch = z.object({
  create: z.array(WireBatchRow).optional(),
  update: z.array(WireBatchRow).optional(),
});
export type WireBatch = z.infer<typeof WireBatch>;

export const erpKeyMeta = '_cherry_bridge_erp_key';
export const erpOrderMeta = '_cherry_bridge_erp_order';
export const reducedStockMeta = '_reduced_stock';

/** Epoch ms of a `_gmt` member. */
export const parseGmt = (text: string): number => Date.parse(`${text}Z`);

/** The only form of a date we send: UTC without `Z`, beside `dates_are_gmt=true`. */
export const formatGmt = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19);

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
};

/** WordPress gives names of terms with their HTML entities. */
export const plainText = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#0?39);/g, (found) => entities[found] ?? found);
