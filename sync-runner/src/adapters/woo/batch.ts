import type { ShopItem } from '#domain/product.ts';
import { isSyncError, SyncError } from '#errors/sync-error.ts';
import type { ItemResult, VariationWrite } from '#ports/shop.ts';
import type { WooConnection } from './connection.ts';
import { parseAnswer } from './connection.ts';
import { shownText } from './errors.ts';
import { composeVariationBody } from './map-item.ts';
import { WireBatch } from './wire.ts';
import type { WireBatchRow } from './wire.ts';

/** Above 40 items answers were seen cut although all was saved; 50 is the most we send. */
const batchMax = 50;

interface Numbered {
  readonly index: number;
  readonly write: VariationWrite;
}

/** One row of the answer as a result. A variation that came back under another parent was moved: never a success. */
const readRow = (row: WireBatchRow | undefined, sku: string, productId: number): ItemResult => {
  if (row === undefined)
    throw new SyncError({
      code: 'SHOP_OUTCOME_UNKNOWN',
      message: `The shop answered fewer rows than it was sent; SKU ${sku} is missing.`,
      subject: sku,
    });
  if ('error' in row) return { outcome: 'refused', sku, code: row.error.code, text: shownText(row.error) };
  if (row.parent_id !== undefined && row.parent_id !== productId)
    return {
      outcome: 'refused',
      sku,
      code: 'wrong-parent',
      text: `Variation ${row.id} came back under product ${row.parent_id} instead of ${productId}.`,
    };
  return { outcome: 'written', id: row.id, sku: row.sku === '' ? sku : row.sku };
};

const isTooLarge = (answer: { readonly got: string; readonly status?: number }): boolean =>
  answer.got === 'answer' && answer.status === 413;

const halves = <T>(rows: readonly T[]): [T[], T[]] => {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
};

export interface VariationBatches {
  write(productId: number, writes: readonly VariationWrite[]): Promise<readonly ItemResult[]>;
}

/** Creates and updates under one parent. Creates go alone: an update may be sent twice, a create never. */
export const createVariationBatches = (
  connection: WooConnection,
  readVariations: (productId: number) => Promise<readonly ShopItem[]>,
): VariationBatches => {
  const skuOf = ({ write }: Numbered): string => write.sku ?? String(write.id ?? '');

  const sendCreates = async (productId: number, chunk: readonly Numbered[]): Promise<ItemResult[]> => {
    const route = `wc/v3/products/${productId}/variations/batch`;
    const answer = await connection.create(route, 'create-variations', {
      create: chunk.map(({ write }) => composeVariationBody(write)),
    });
    if (isTooLarge(answer) && chunk.length > 1) {
      const [left, right] = halves(chunk);
      return [...(await sendCreates(productId, left)), ...(await sendCreates(productId, right))];
    }
    try {
      const rows = parseAnswer(answer, WireBatch, route, false).create ?? [];
      return chunk.map((each, at) => readRow(rows[at], skuOf(each), productId));
    } catch (error) {
      if (!isSyncError(error) || error.kind !== 'unknown-outcome') throw error;
      return lookUp(productId, chunk, error);
    }
  };

  /** The answer was lost or cut: what carries our SKU under this parent is written, anything missing stays unknown. */
  const lookUp = async (productId: number, chunk: readonly Numbered[], unclear: SyncError): Promise<ItemResult[]> => {
    const bySku = new Map((await readVariations(productId)).map((item) => [item.sku, item]));
    return chunk.map((each): ItemResult => {
      const sku = skuOf(each);
      const twin = bySku.get(sku);
      if (twin === undefined) throw unclear;
      return { outcome: 'written', id: twin.id, sku };
    });
  };

  const sendUpdates = async (productId: number, chunk: readonly Numbered[]): Promise<ItemResult[]> => {
    const route = `wc/v3/products/${productId}/variations/batch`;
    try {
      const rows =
        (
          await connection.write(route, 'update-variations', WireBatch, {
            update: chunk.map(({ write }) => composeVariationBody(write)),
          })
        ).update ?? [];
      return chunk.map((each, at) => readRow(rows[at], skuOf(each), productId));
    } catch (error) {
      const isRefusedWhole = isSyncError(error) && error.code === 'SHOP_ITEM_REFUSED' && error.message.includes('(413');
      if (!isRefusedWhole || chunk.length === 1) throw error;
      const [left, right] = halves(chunk);
      return [...(await sendUpdates(productId, left)), ...(await sendUpdates(productId, right))];
    }
  };

  return {
    write: async (productId, writes) => {
      const results: (ItemResult | undefined)[] = writes.map(() => undefined);
      const numbered = writes.map((write, index): Numbered => ({ index, write }));
      const creates = numbered.filter(({ write }) => write.id === undefined);
      const updates = numbered.filter(({ write }) => write.id !== undefined);
      for (const [rows, send] of [
        [updates, sendUpdates],
        [creates, sendCreates],
      ] as const)
        for (let start = 0; start < rows.length; start += batchMax) {
          const chunk = rows.slice(start, start + batchMax);
          const answered = await send(productId, chunk);
          chunk.forEach(({ index }, at) => (results[index] = answered[at]));
        }
      return results.map((result, index) => result ?? unreachableResult(writes[index]));
    },
  };
};

const unreachableResult = (write: VariationWrite | undefined): never => {
  throw new SyncError({
    code: 'INVARIANT_BROKEN',
    message: 'A variation was sent and got no result.',
    subject: write?.sku ?? '',
  });
};
