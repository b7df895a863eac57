import { OrderLinksAnswer, OrderLinksRequest } from '#contracts/index.ts';
import type { z } from 'zod';
import { addNote } from '../orders/store.ts';
import { metaValue, setMeta } from '../state/meta.ts';
import type { ShopWorld } from '../state/world.ts';
import { recordActivity } from './activity.ts';
import { acceptBody, bridgeRoute, SYNC } from './route.ts';

type Link = z.infer<typeof OrderLinksRequest>['links'][number];

const isSame = (left: Link | undefined, right: Link): boolean =>
  left !== undefined && JSON.stringify({ ...left, at_utc: '' }) === JSON.stringify({ ...right, at_utc: '' });

const writeLink = (world: ShopWorld, link: Link): OrderLinksAnswer['rows'][number] => {
  const order = world.orders.get(link.order_id);
  if (!order || order.status === 'trash')
    return { order_id: link.order_id, outcome: 'skipped', reason: `The shop has no order ${link.order_id}.` };
  const known = world.bridge.links.get(order.id);
  if (known && known.at_utc > link.at_utc)
    return { order_id: order.id, outcome: 'skipped', reason: 'A newer state of this order is known already.' };
  const isAdded = link.erp_order !== '' && metaValue(order.meta, '_cherry_bridge_erp_order') !== link.erp_order;
  if (isSame(known, link) && !isAdded) return { order_id: order.id, outcome: 'repeated', reason: '' };
  world.bridge.links.set(order.id, link);
  if (isAdded) {
    setMeta(world, order.meta, '_cherry_bridge_erp_order', link.erp_order);
    setMeta(world, order.meta, '_cherry_bridge_erp_key', link.erp_key);
    order.modifiedMs = world.clock.nowMs();
    addNote(world, order, `Blue Cherry has this order as ${link.erp_order}.`);
    recordActivity(world, {
      who: 'the runner',
      kind: 'order',
      subject: String(order.id),
      what: `Blue Cherry has order ${order.id} as ${link.erp_order}.`,
    });
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
