import { OrderLinksAnswer, OrderLinksRequest } from '#contracts/index.ts';
import type { z } from 'zod';
import { setMeta } from '../state/meta.ts';
import type { ShopWorld } from '../state/world.ts';
import { recordActivity } from './activity.ts';
import { acceptBody, bridgeRoute, SYNC } from './route.ts';

type Link = z.infer<typeof OrderLinksRequest>['links'][number];

const isSame = (left: Link | undefined, right: Link): boolean =>
  left !== undefined && JSON.stringify({ ...left, at_utc: '' }) === JSON.stringify({ ...right, at_utc: '' });

const writeLink = (world: ShopWorld, link: Link): OrderLinksAnswer['rows'][number] => {
  const order = world.orders.get(link.order_id);
  if (!order || order.status === 'trash')
    return { order_id: link.order_id, outcome: 'skipped', reason: `Order ${link.order_id} is not in this shop.` };
  const known = world.bridge.links.get(order.id);
  if (isSame(known, link)) return { order_id: order.id, outcome: 'repeated', reason: '' };
  if (known && known.at_utc > link.at_utc) return { order_id: order.id, outcome: 'skipped', reason: 'A newer state is known here.' };
  world.bridge.links.set(order.id, link);
  if (link.erp_order !== '') {
    setMeta(world, order.meta, '_cherry_bridge_erp_order', link.erp_order);
    setMeta(world, order.meta, '_cherry_bridge_erp_key', link.erp_key);
    order.modifiedMs = world.clock.nowMs();
    if (known?.erp_order !== link.erp_order)
      recordActivity(world, { who: 'the runner', kind: 'order', subject: String(order.id), what: `Order ${order.id} is order ${link.erp_order} in Blue Cherry.` });
  }
  return { order_id: order.id, outcome: 'written', reason: '' };
};

const writeLinks = (world: ShopWorld, body: unknown): OrderLinksAnswer => ({
  version: 1,
  rows: acceptBody(OrderLinksRequest, body).links.map((link) => writeLink(world, link)),
});

export const orderLinkRoutes = [
  bridgeRoute(['POST'], 'order-links', SYNC, OrderLinksAnswer, (world, request) => writeLinks(world, request.body)),
];
