import type { ShopItem } from '#domain/product.ts';
import { isSyncError, SyncError } from '#errors/sync-error.ts';
import type { ItemResult, ProductWrite, ShopPort } from '#ports/shop.ts';
import type { WooConnection } from './connection.ts';
import { parseAnswer } from './connection.ts';
import { readWpError, shownText } from './errors.ts';
import { composeProductBody, mapItem } from './map-item.ts';
import { itemFields, WireItem } from './wire.ts';

const route = 'wc/v3/products';
const pageSizeMax = 100;
const skusPerRead = 40;

const parseItem = (row: unknown, parentId: number): ShopItem => {
  const parsed = WireItem.safeParse(row);
  if (parsed.success) return mapItem(parsed.data, parentId);
  const issue = parsed.error.issues[0];
  const id = String((row as { id?: unknown } | null)?.id ?? 'unknown');
  throw new SyncError({
    code: 'SHOP_ROW_SHAPE',
    message: `Product ${id} of the shop cannot be read: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    subject: id,
  });
};

const readAll = async (
  connection: WooConnection,
  path: string,
  operation: string,
  query: Readonly<Record<string, string | number>>,
): Promise<unknown[]> => {
  const rows: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const got = await connection.readRows(path, operation, {
      ...query,
      per_page: pageSizeMax,
      page,
      orderby: 'id',
      order: 'asc',
      _fields: itemFields,
    });
    rows.push(...got);
    if (got.length < pageSizeMax) return rows;
  }
};

/** SKUs with a comma cannot stand in a comma list, so each of them is asked alone. */
const groupSkus = (skus: readonly string[]): string[][] => {
  const wanted = [...new Set(skus)].filter((sku) => sku !== '');
  const plain = wanted.filter((sku) => !sku.includes(','));
  const groups = wanted.filter((sku) => sku.includes(',')).map((sku) => [sku]);
  for (let start = 0; start < plain.length; start += skusPerRead) groups.push(plain.slice(start, start + skusPerRead));
  return groups;
};

const refusal = (error: unknown, sku: string): ItemResult => {
  if (isSyncError(error) && error.code === 'SHOP_ITEM_REFUSED')
    return { outcome: 'refused', sku, code: 'refused', text: error.message };
  throw error;
};

type ItemDoors = Pick<ShopPort, 'findItems' | 'readProduct' | 'readVariations' | 'createProduct' | 'updateProduct'>;

export const createItems = (connection: WooConnection): ItemDoors => {
  const findItems = async (skus: readonly string[]): Promise<ShopItem[]> => {
    const items = new Map<number, ShopItem>();
    for (const group of groupSkus(skus)) {
      // "any" leaves the trash out, and a trashed product still holds its SKU.
      for (const status of ['any', 'trash']) {
        const rows = await readAll(connection, route, 'find-items', { sku: group.join(','), status });
        for (const row of rows.map((each) => parseItem(each, 0))) if (group.includes(row.sku)) items.set(row.id, row);
      }
    }
    return [...items.values()];
  };

  const readProduct = async (id: number): Promise<ShopItem | null> => {
    try {
      return parseItem(await connection.read(`${route}/${id}`, 'read-product', WireItem, { _fields: itemFields }), 0);
    } catch (error) {
      if (isSyncError(error) && error.code === 'SHOP_ITEM_REFUSED') return null;
      throw error;
    }
  };

  return {
    findItems,
    readProduct,
    readVariations: async (productId) => {
      const rows = await readAll(connection, `${route}/${productId}/variations`, 'read-variations', {});
      return rows.map((row) => parseItem(row, productId));
    },
    createProduct: (write) => createProduct(connection, findItems, write),
    updateProduct: async (id, write) => {
      try {
        const row = await connection.write(
          `${route}/${id}`,
          'update-product',
          WireItem,
          composeProductBody(write),
          'PUT',
        );
        return { outcome: 'written', id: row.id, sku: row.sku };
      } catch (error) {
        return refusal(error, write.sku ?? String(id));
      }
    },
  };
};

/**
 * A create is sent once. Where its answer is unclear the SKU is looked up: the product is there, or the outcome stays
 * unknown and the next try begins with a look-up of its own.
 */
const createProduct = async (
  connection: WooConnection,
  findItems: (skus: readonly string[]) => Promise<ShopItem[]>,
  write: ProductWrite,
): Promise<ItemResult> => {
  const sku = write.sku ?? '';
  const answer = await connection.create(route, 'create-product', { type: 'variable', ...composeProductBody(write) });
  const error = answer.got === 'answer' && answer.status >= 400 && answer.status < 500 ? readWpError(answer) : null;
  const isItemRefused = error !== null && answer.got === 'answer' && answer.status !== 401 && answer.status !== 429;
  if (isItemRefused && (answer.status !== 403 || error.code.startsWith('cherry_bridge_')))
    return { outcome: 'refused', sku, code: error.code, text: shownText(error) };
  try {
    return { outcome: 'written', id: parseAnswer(answer, WireItem, route, false).id, sku };
  } catch (unclear) {
    if (!isSyncError(unclear) || unclear.kind !== 'unknown-outcome' || sku === '') throw unclear;
    const twin = (await findItems([sku])).find(
      (item) => item.erpKey === (write.erpKey ?? '') && item.status !== 'trash',
    );
    if (twin === undefined) throw unclear;
    return { outcome: 'written', id: twin.id, sku };
  }
};
