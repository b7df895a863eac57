import { z } from 'zod';
import { invoiceOrder } from '../../world/invoices.ts';
import { findOrder } from '../../world/order-book.ts';
import { readStatus } from '../../world/order.ts';
import type { Shipment } from '../../world/order.ts';
import { addTracking, shipPick, voidCarton, voidShipment } from '../../world/shipping.ts';
import { allocateOrder, pickOrder, voidPick } from '../../world/warehouse.ts';
import type { World } from '../../world/world.ts';
import { LineAsk } from './bodies.ts';

const lines = z.array(LineAsk).optional();
const CartonBody = z.strictObject({
  track_no: z.string().max(40).optional(),
  weight: z.union([z.string().regex(/^\d+(\.\d+)?$/), z.number().min(0)]).optional(),
  lines,
});

/** POST warehouse: what happens on the floor. */
export const WarehouseBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('allocate'), ord_num: z.string(), lines }),
  z.strictObject({ action: z.literal('pick'), ord_num: z.string(), location: z.string().optional(), lines }),
  z.strictObject({ action: z.literal('void_pick'), pick_num: z.string() }),
  z.strictObject({
    action: z.literal('ship'),
    pick_num: z.string(),
    cartons: z.array(CartonBody).min(1).optional(),
  }),
  z.strictObject({ action: z.literal('add_tracking'), carton_num: z.string(), track_no: z.string().min(1).max(40) }),
  z.strictObject({ action: z.literal('void_shipment'), ship_num: z.string() }),
  z.strictObject({ action: z.literal('void_carton'), carton_num: z.string() }),
  z.strictObject({ action: z.literal('invoice'), ord_num: z.string() }),
]);

/** Throws Refusal. */
export const moveWarehouse = (world: World, body: unknown): unknown => {
  const asked = WarehouseBody.parse(body);
  switch (asked.action) {
    case 'allocate': {
      const order = allocateOrder(world, asked.ord_num, asked.lines);
      return { ord_num: order.ordNum, ord_status: readStatus(order) };
    }
    case 'pick':
      return { pick_num: pickOrder(world, asked.ord_num, asked.location, asked.lines).pickNum };
    case 'void_pick': {
      const pick = voidPick(world, asked.pick_num);
      return { pick_num: pick.pickNum, pick_status: pick.status };
    }
    case 'ship':
      return tellShipment(shipPick(world, asked.pick_num, asked.cartons));
    case 'add_tracking': {
      const carton = addTracking(world, asked.carton_num, asked.track_no);
      return { carton_num: carton.cartonNum, track_no: carton.trackNo };
    }
    case 'void_shipment':
      return tellShipment(voidShipment(world, asked.ship_num));
    case 'void_carton':
      return tellShipment(voidCarton(world, asked.carton_num));
    case 'invoice': {
      const numbers = invoiceOrder(world, findOrder(world, asked.ord_num)).map((invoice) => invoice.invNum);
      return { inv_num: numbers[0], inv_nums: numbers };
    }
    default:
      return assertNever(asked);
  }
};

const assertNever = (asked: never): never => {
  throw new Error(`unknown action ${JSON.stringify(asked)}`);
};

const tellShipment = (shipment: Shipment): unknown => ({
  ship_num: shipment.shipNum,
  carton_nums: shipment.cartons.map((carton) => carton.cartonNum),
});
