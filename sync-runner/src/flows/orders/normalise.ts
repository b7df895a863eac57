import { composeFingerprint } from '#domain/fingerprint.ts';
import type { ShopOrder } from '#domain/sales-order.ts';

/** A shop order with its reference and the hash by which a repeat is known. */
export interface InboxOrder {
  readonly order: ShopOrder;
  readonly reference: string;
  readonly contentHash: string;
}

export const normaliseOrder = (order: ShopOrder, composeReference: (orderId: number) => string): InboxOrder => ({
  order,
  reference: composeReference(order.id),
  contentHash: composeFingerprint(order),
});
