import type { ShopOrder } from '#domain/sales-order.ts';
import type { Flow } from '../flow.ts';
import { confirmOrderIntent } from './confirm.ts';
import { decideOrders, type OrdersKnown } from './decide.ts';
import { normaliseOrder, type InboxOrder } from './normalise.ts';
import { pollOrders } from './poll.ts';
import { writeOrderIntent } from './write.ts';

/** shop -> erp: every order seen is stored, every paid one becomes one sales order. */
export const ordersFlow: Flow<ShopOrder, InboxOrder, OrdersKnown> = {
  name: 'orders',
  enqueueMode: 'once',
  // A slow ERP answers some calls after half a minute: enough hands that the rest goes on at its full limit.
  concurrency: 10,
  poll: pollOrders,
  normalise: (record, { erp }) => ({
    outcome: 'noun',
    noun: normaliseOrder(record, (orderId) => `${erp.facts.referencePrefix}-${orderId}`),
  }),
  async readKnown(nouns, { ledger, erp }) {
    const skus = [
      ...new Set(nouns.flatMap(({ order }) => order.lines.map(({ sku }) => sku)).filter((sku) => sku !== '')),
    ];
    return {
      rows: await ledger.orders(nouns.map(({ order }) => order.id)),
      items: await ledger.items(skus),
      rules: { moneyDecimals: erp.facts.moneyDecimals, priceDecimals: erp.facts.priceDecimals },
    };
  },
  decide: ({ nouns, known, policy, nowMs }) => decideOrders(nouns, known, policy.settings, nowMs),
  write: writeOrderIntent,
  confirm: confirmOrderIntent,
};
