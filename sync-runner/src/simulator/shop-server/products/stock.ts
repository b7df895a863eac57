import type { Product } from '../state/product-types.ts';
import type { ShopWorld } from '../state/world.ts';

/** The product whose own `_stock` this one draws on: itself, its parent, or none. */
export const stockManager = (world: ShopWorld, product: Product): Product | undefined => {
  if (product.manageStock) return product;
  if (product.kind !== 'variation') return undefined;
  const parent = world.products.get(product.parentId);
  return parent?.manageStock ? parent : undefined;
};

export const allowsBackorders = (product: Product): boolean =>
  product.manageStock && (product.backorders === 'yes' || product.backorders === 'notify');

/** Status follows quantity while stock is managed: above the no-stock amount, else backorders, else out. */
export const refreshStockStatus = (world: ShopWorld, product: Product): void => {
  if (product.manageStock) {
    const quantity = product.stockQuantity ?? 0;
    if (quantity > world.options.noStockAmount) product.stockStatus = 'instock';
    else product.stockStatus = allowsBackorders(product) ? 'onbackorder' : 'outofstock';
  }
  if (product.kind === 'variation') refreshParentStatus(world, product.parentId);
};

/** A variable product that manages no stock itself shows the best status among its visible variations. */
export const refreshParentStatus = (world: ShopWorld, parentId: number): void => {
  const parent = world.products.get(parentId);
  if (!parent || parent.kind !== 'variable' || parent.manageStock) return;
  const statuses = new Set<string>();
  for (const id of parent.childIds) {
    const child = world.products.get(id);
    if (child && ['publish', 'private'].includes(child.status)) statuses.add(child.stockStatus);
  }
  if (statuses.has('instock')) parent.stockStatus = 'instock';
  else parent.stockStatus = statuses.has('onbackorder') ? 'onbackorder' : 'outofstock';
};

/** One relative stock change, as `wc_update_product_stock()` does it; gives the new quantity. */
export const moveStock = (world: ShopWorld, product: Product, delta: number): number => {
  product.stockQuantity = (product.stockQuantity ?? 0) + delta;
  refreshStockStatus(world, product);
  return product.stockQuantity;
};

/** Units in unexpired holds of other orders on the stock this product draws on. */
export const heldStock = (world: ShopWorld, managerId: number, exceptOrderId = 0): number => {
  const nowMs = world.clock.nowMs();
  let held = 0;
  for (const hold of world.holds) {
    if (hold.productId !== managerId || hold.orderId === exceptOrderId || hold.expiresMs <= nowMs) continue;
    const status = world.orders.get(hold.orderId)?.status;
    if (status === 'checkout-draft' || status === 'pending') held += hold.quantity;
  }
  return held;
};

export const releaseHolds = (world: ShopWorld, orderId: number): void => {
  if (world.holds.some((hold) => hold.orderId === orderId))
    world.holds = world.holds.filter((hold) => hold.orderId !== orderId);
};
