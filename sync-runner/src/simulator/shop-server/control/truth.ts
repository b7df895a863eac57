import { reducedUnits } from '../orders/stock-effects.ts';
import { orderRow } from '../orders/serialise.ts';
import { heldStock } from '../products/stock.ts';
import type { ShopWorld } from '../state/world.ts';

/** Units each stock has given to orders and not got back. */
const takenByProduct = (world: ShopWorld): Map<number, number> => {
  const taken = new Map<number, number>();
  for (const order of world.orders.values())
    for (const line of order.lines) {
      const id = line.variationId || line.productId;
      taken.set(id, (taken.get(id) ?? 0) + reducedUnits(line));
    }
  return taken;
};

const stock = (world: ShopWorld): unknown[] => {
  const taken = takenByProduct(world);
  return [...world.products.values()]
    .filter((product) => product.manageStock)
    .map((product) => {
      const position = world.bridge.positions.get(product.id);
      return {
        product_id: product.id,
        sku: product.sku,
        stock: product.stockQuantity,
        stock_status: product.stockStatus,
        taken: taken.get(product.id) ?? 0,
        held: heldStock(world, product.id),
        position: position?.position ?? null,
        generation: position?.generation ?? null,
      };
    });
};

const PARTS: Record<string, (world: ShopWorld) => unknown> = {
  products: (world) =>
    [...world.products.values()].map(({ id, kind, parentId, sku, gtin, status, regularPrice }) => ({
      id,
      type: kind,
      parent_id: parentId,
      sku,
      gtin,
      status,
      price: regularPrice,
    })),
  stock,
  orders: (world) => [...world.orders.values()].map((order) => orderRow(world, order)),
  positions: (world) => [...world.bridge.positions.values()],
  holds: (world) => world.holds,
  mails: (world) => world.mails,
  activity: (world) => world.bridge.activity,
  failures: (world) => [...world.bridge.failures.values()],
  commands: (world) => world.bridge.commands,
  buffers: (world) => [...world.bridge.buffers.values()],
  settings: (world) => world.bridge.settings,
  report: (world) => world.bridge.report,
  links: (world) => [...world.bridge.links.values()],
  shipments: (world) =>
    [...world.bridge.shipments].map(([order_id, rows]) => ({ order_id, shipments: [...rows.values()] })),
};

/** What is really so in this shop; `part` keeps one member. */
export const truthOfShop = (world: ShopWorld, part?: string): unknown => {
  const names = part === undefined ? Object.keys(PARTS) : part.split(',').filter((name) => name in PARTS);
  return Object.fromEntries(names.map((name) => [name, PARTS[name]?.(world)]));
};
