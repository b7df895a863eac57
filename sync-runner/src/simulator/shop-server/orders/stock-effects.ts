import { displayName } from '../products/serialise.ts';
import { moveStock, stockManager } from '../products/stock.ts';
import { dropMeta, metaValue, setMeta } from '../state/meta.ts';
import type { Order, OrderLine } from '../state/order-types.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { addNote } from './store.ts';

export const reducedUnits = (line: OrderLine): number => Number(metaValue(line.meta, '_reduced_stock') ?? 0) || 0;

export const lineProduct = (world: ShopWorld, line: OrderLine): Product | undefined =>
  world.products.get(line.variationId || line.productId);

const move = (world: ShopWorld, line: OrderLine, delta: number): string | undefined => {
  const product = lineProduct(world, line);
  const manager = product ? stockManager(world, product) : undefined;
  if (!product || !manager) return undefined;
  const after = moveStock(world, manager, delta);
  manager.modifiedMs = world.clock.nowMs();
  return `${displayName(world, product)} (${after - delta}&rarr;${after})`;
};

/** Takes each line's units once; the line remembers how many in `_reduced_stock`. */
export const reduceStock = (world: ShopWorld, order: Order): void => {
  if (order.stockReduced) return;
  const changes: string[] = [];
  for (const line of order.lines) {
    if (reducedUnits(line) !== 0) continue;
    const change = move(world, line, -line.quantity);
    if (change === undefined) continue;
    setMeta(world, line.meta, '_reduced_stock', String(line.quantity));
    changes.push(change);
  }
  if (changes.length > 0) addNote(world, order, `Stock levels reduced: ${changes.join(', ')}`);
  order.stockReduced = true;
};

/** Gives back exactly what the lines still hold. */
export const restoreStock = (world: ShopWorld, order: Order): void => {
  if (!order.stockReduced) return;
  const changes: string[] = [];
  for (const line of order.lines) {
    const units = reducedUnits(line);
    const change = units === 0 ? undefined : move(world, line, units);
    if (change === undefined) continue;
    dropMeta(line.meta, '_reduced_stock');
    changes.push(change);
  }
  if (changes.length > 0) addNote(world, order, `Stock levels increased: ${changes.join(', ')}`);
  order.stockReduced = false;
};

/** A refund with restock: the units go back and the line holds that many fewer. */
export const restockLine = (world: ShopWorld, order: Order, line: OrderLine, units: number): void => {
  const held = reducedUnits(line);
  const product = lineProduct(world, line);
  if (held === 0 || units === 0 || !product) return;
  const manager = stockManager(world, product);
  if (!manager) return;
  const before = manager.stockQuantity ?? 0;
  const after = moveStock(world, manager, units);
  setMeta(world, line.meta, '_reduced_stock', String(held - units));
  setMeta(
    world,
    line.meta,
    '_restock_refunded_items',
    String((Number(metaValue(line.meta, '_restock_refunded_items') ?? 0) || 0) + units),
  );
  addNote(world, order, `Item #${product.id} stock increased from ${before} to ${after}.`);
};
