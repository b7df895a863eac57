import type { ShopItem } from '#domain/product.ts';
import type { ProductWrite, VariationWrite } from '#ports/shop.ts';
import { metaText } from './map-order.ts';
import { erpKeyMeta, plainText } from './wire.ts';
import type { WireItem } from './wire.ts';

/** A product or variation as found. Stock that lives on the parent (`manage_stock: "parent"`) is not the variation's own. */
export const mapItem = (wire: WireItem, parentId: number): ShopItem => ({
  id: wire.id,
  parentId: wire.parent_id ?? parentId,
  sku: wire.sku,
  barcode: wire.global_unique_id,
  price: wire.regular_price,
  status: wire.status,
  isStockManaged: wire.manage_stock === true,
  attributes: Object.fromEntries(
    wire.attributes.map(({ name, option, options }) => [plainText(name), plainText(options?.join(' | ') ?? option)]),
  ),
  erpKey: metaText(wire.meta_data, erpKeyMeta),
});

const erpMeta = (erpKey: string | undefined): Record<string, unknown> =>
  erpKey === undefined ? {} : { meta_data: [{ key: erpKeyMeta, value: erpKey }] };

const present = (members: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** The REST body of a product write; nothing that was not named, so that the shop's own edits stay. */
export const composeProductBody = (write: ProductWrite): Record<string, unknown> => ({
  ...present({
    sku: write.sku,
    name: write.name,
    description: write.description,
    status: write.status,
    attributes: write.attributes?.map(({ attributeId, options }, position) => ({
      id: attributeId,
      position,
      visible: true,
      variation: true,
      options: [...options],
    })),
  }),
  ...erpMeta(write.erpKey),
});

/** The REST body of a variation write. Types are exact: batch items skip WooCommerce's argument check. */
export const composeVariationBody = (write: VariationWrite): Record<string, unknown> => ({
  ...present({
    id: write.id,
    sku: write.sku,
    global_unique_id: write.barcode,
    regular_price: write.price,
    weight: write.weight,
    status: write.status,
    attributes: write.attributes?.map(({ attributeId, option }) => ({ id: attributeId, option })),
  }),
  // Stock is created at zero and then moved by positions only; an unmanaged variation is never sent a quantity.
  ...(write.manageStock === true ? { manage_stock: true, stock_quantity: 0, backorders: 'no' } : {}),
  ...erpMeta(write.erpKey),
});
