import { z } from 'zod';
import { findSku } from '../../world/catalogue.ts';
import { parsePrice } from '../../world/money.ts';
import type { Order } from '../../world/order.ts';
import { totalOf } from '../../world/order.ts';
import { findLine, findOrder, freeOf, touchOrder } from '../../world/order-book.ts';
import {
  cancelOrder,
  setAddress,
  setHold,
  setLinePrice,
  setLineTotal,
  splitOrder,
  substituteSku,
} from '../../world/order-edits.ts';
import { readAddress } from '../../world/order-intake.ts';
import { Refusal } from '../../world/refusal.ts';
import { takeLines } from '../../world/warehouse.ts';
import type { World } from '../../world/world.ts';
import { SHIPPERS } from '../../world/world.ts';
import { LineAsk } from './bodies.ts';

const Base = { ord_num: z.string() };
const CancelType = z.enum(['CC', 'CH']).default('CH');
const Price = z.union([z.string(), z.number()]);

/** POST erp: what people in the ERP do to an order. */
export const ErpBody = z.discriminatedUnion('action', [
  z.strictObject({
    ...Base,
    action: z.literal('edit_line'),
    line_seq: z.int(),
    total_qty: z.int().min(0).optional(),
    price: Price.optional(),
  }),
  z.strictObject({ ...Base, action: z.literal('cancel_line'), line_seq: z.int(), cancel_type: CancelType }),
  z.strictObject({ ...Base, action: z.literal('cancel_order'), cancel_type: CancelType }),
  z.strictObject({ ...Base, action: z.literal('substitute'), line_seq: z.int(), sku: z.string() }),
  z.strictObject({ ...Base, action: z.literal('split'), lines: z.array(LineAsk).optional() }),
  z.strictObject({ ...Base, action: z.literal('hold'), hold_code: z.string().min(1).max(4).optional() }),
  z.strictObject({ ...Base, action: z.literal('release') }),
  z.strictObject({ ...Base, action: z.literal('address'), address: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...Base, action: z.literal('ship_via'), shipper: z.string() }),
]);

/** Answers the order after the edit; split answers the new one. Throws Refusal. */
export const editErp = (world: World, body: unknown): unknown => {
  const asked = ErpBody.parse(body);
  const order = findOrder(world, asked.ord_num);
  if (asked.action === 'split') {
    const twin = splitOrder(world, order, takeLines(order, asked.lines, freeOf));
    return { ord_num: twin.ordNum, split_from: order.ordNum };
  }
  if (asked.action === 'cancel_order') {
    const isChanged = cancelOrder(world, order, asked.cancel_type, 'USER');
    return tell(order, isChanged);
  }
  const isChanged = editOne(world, order, asked);
  if (isChanged) touchOrder(world, order, 'USER', true);
  return tell(order, isChanged);
};

const tell = (order: Order, isChanged: boolean): unknown => ({
  ord_num: order.ordNum,
  revision: order.revision,
  changed: isChanged ? 'Y' : 'N',
});

type Edit = Exclude<z.infer<typeof ErpBody>, { action: 'split' | 'cancel_order' }>;

const editOne = (world: World, order: Order, asked: Edit): boolean => {
  switch (asked.action) {
    case 'edit_line':
      return editLine(world, order, asked);
    case 'cancel_line':
      return setLineTotal(world, order, findLine(order, asked.line_seq), 0, asked.cancel_type);
    case 'substitute':
      return substituteSku(world, order, findLine(order, asked.line_seq), findSku(world.catalogue, asked.sku));
    case 'hold':
      return setHold(world, order, asked.hold_code ?? world.profile.codes.hold['*'] ?? 'FR');
    case 'release':
      return setHold(world, order, '');
    case 'address':
      return setAddress(world, order, readAddress({ addr_type: 'ST', ...asked.address }));
    case 'ship_via':
      return setShipper(order, asked.shipper);
    default:
      return assertNever(asked);
  }
};

const assertNever = (asked: never): never => {
  throw new Error(`unknown action ${JSON.stringify(asked)}`);
};

const editLine = (world: World, order: Order, asked: Extract<Edit, { action: 'edit_line' }>): boolean => {
  const line = findLine(order, asked.line_seq);
  const price = asked.price === undefined ? undefined : parsePrice(asked.price);
  if (asked.price !== undefined && (price === undefined || price < 0))
    throw new Refusal('QTY_BAD', `price ${String(asked.price)} must be like 27.99`);
  const isCut = setLineTotal(world, order, line, asked.total_qty ?? totalOf(line), 'CH');
  const isPriced = price !== undefined && setLinePrice(line, price);
  return isCut || isPriced;
};

const setShipper = (order: Order, shipper: string): boolean => {
  if (!Object.hasOwn(SHIPPERS, shipper)) throw new Refusal('CODE_BAD', `shipper ${shipper}`);
  if (order.shipper === shipper) return false;
  order.shipper = shipper;
  return true;
};
