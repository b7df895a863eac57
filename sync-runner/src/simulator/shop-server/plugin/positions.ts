import { PositionsAnswer, PositionsRequest } from '#contracts/index.ts';
import type { z } from 'zod';
import { refreshStockStatus, stockManager } from '../products/stock.ts';
import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';
import { acceptBody, bridgeRoute, SYNC } from './route.ts';

type Row = z.infer<typeof PositionsRequest>['rows'][number];
type AnswerRow = PositionsAnswer['rows'][number];
type Target = { managerId: number | null; reason: NonNullable<AnswerRow['reason']> | null };

/** Which stock a SKU draws on; letters count, although WooCommerce's own index does not see their case. */
const resolve = (world: ShopWorld, sku: string): Target => {
  const found = [...(world.skuIds.get(sku.toLowerCase()) ?? [])]
    .flatMap((id) => world.products.get(id) ?? [])
    .filter((product) => product.sku === sku && product.status !== 'trash');
  const [product] = found;
  if (!product) return { managerId: null, reason: 'unknown-sku' };
  if (found.length > 1) return { managerId: null, reason: 'ambiguous-sku' };
  const manager = stockManager(world, product);
  return manager ? { managerId: manager.id, reason: null } : { managerId: product.id, reason: 'unmanaged' };
};

/** Two SKUs that draw on one stock cannot both own it. */
const targetsOf = (world: ShopWorld, rows: readonly Row[]): Map<string, Target> => {
  const targets = new Map(rows.map((row) => [row.sku, resolve(world, row.sku)]));
  const users = new Map<number, string[]>();
  for (const [sku, target] of targets)
    if (target.reason === null && target.managerId !== null)
      users.set(target.managerId, [...(users.get(target.managerId) ?? []), sku]);
  for (const skus of users.values())
    if (skus.length > 1)
      for (const sku of skus)
        targets.set(sku, { managerId: targets.get(sku)?.managerId ?? null, reason: 'ambiguous-sku' });
  return targets;
};

const skipped = (row: Row, target: Target, reason: Target['reason']): AnswerRow => ({
  sku: row.sku,
  product_id: target.managerId,
  outcome: 'skipped',
  reason,
  stock_before: null,
  stock_after: null,
});

/**
 * Stock moves by exactly `new position - old position`, once per generation. A repeat of the same generation does
 * nothing, an older one is refused, a first write adopts: `old position = current stock + uncontained`, generation 0.
 */
const writeRow = (world: ShopWorld, manager: Product, row: Row, generation: number): AnswerRow => {
  const { bridge } = world;
  const before = manager.stockQuantity ?? 0;
  const known = bridge.positions.get(manager.id) ?? {
    productId: manager.id,
    sku: row.sku,
    generation: 0,
    position: before + (row.adopt?.uncontained ?? 0),
    why: null,
    writtenMs: 0,
  };
  const base = { sku: row.sku, product_id: manager.id, reason: null };
  if (known.generation >= generation)
    return {
      ...base,
      outcome: known.generation === generation ? 'repeated' : 'stale',
      stock_before: before,
      stock_after: before,
    };
  const after = before + (row.position - known.position);
  manager.stockQuantity = after;
  manager.modifiedMs = world.clock.nowMs();
  refreshStockStatus(world, manager);
  bridge.positions.set(manager.id, {
    ...known,
    sku: row.sku,
    generation,
    position: row.position,
    why: row.why,
    writtenMs: world.clock.nowMs(),
  });
  return { ...base, outcome: 'written', stock_before: before, stock_after: after };
};

const writePositions = (world: ShopWorld, body: unknown): PositionsAnswer => {
  const request = acceptBody(PositionsRequest, body);
  const targets = targetsOf(world, request.rows);
  const seen = new Set<number>();
  const rows = request.rows.map((row): AnswerRow => {
    const target = targets.get(row.sku) ?? { managerId: null, reason: 'unknown-sku' };
    if (target.reason !== null) return skipped(row, target, target.reason);
    const manager = world.products.get(target.managerId ?? 0);
    if (!manager) return skipped(row, target, 'unknown-sku');
    if (seen.has(manager.id)) return skipped(row, target, 'ambiguous-sku');
    if (!world.bridge.positions.has(manager.id) && row.adopt === undefined) return skipped(row, target, 'not-adopted');
    if (manager.stockQuantity === null) return skipped(row, target, 'no-stock-row');
    seen.add(manager.id);
    return writeRow(world, manager, row, request.generation);
  });
  if (seen.size > 0) world.bridge.highestGeneration = Math.max(world.bridge.highestGeneration, request.generation);
  return { version: 1, generation: request.generation, rows };
};

export const positionRoutes = [
  bridgeRoute(['POST'], 'positions', SYNC, PositionsAnswer, (world, request) => writePositions(world, request.body)),
];
