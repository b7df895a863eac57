import type { Ack } from '../world/ack.ts';
import type { Style } from '../world/catalogue.ts';
import type { Order, Pick, Shipment } from '../world/order.ts';
import { readStatus } from '../world/order.ts';
import type { World } from '../world/world.ts';
import { CUSTOMERS, LOCATIONS, SHIPPERS, STORES, TERMS, stampAt } from '../world/world.ts';
import { orderChildren, writeAck, writeOrder } from './render-order.ts';
import { pickChildren, shipmentChildren, writePick, writeShipment, writeYes } from './render-warehouse.ts';
import { styleChildren, writeStyle } from './render-style.ts';
import type { Source } from './query.ts';
import type { WireChild, WireRow } from './shape.ts';

/** A collection with its wire form; with children it is a document, without a list. */
export interface Resource<T> extends Source<T> {
  writeRow(item: T): WireRow;
  children?(item: T): WireChild[];
}

const styles: Resource<Style> = {
  all: (world) => world.catalogue.styles,
  pkeyOf: (style) => style.pkey,
  fields: {
    style: (style) => style.style,
    active_ok: (style) => writeYes(style.isActive),
    last_mod: (style) => style.lastMod.text,
  },
  writeRow: writeStyle,
  children: styleChildren,
};

const orders: Resource<Order> = {
  all: (world) => world.orders,
  pkeyOf: (order) => order.pkey,
  fields: {
    po_num: (order) => order.poNum,
    altpo: (order) => order.altpo,
    ord_num: (order) => order.ordNum,
    customer: (order) => order.customer,
    ord_status: readStatus,
    last_mod: (order) => order.lastMod.text,
  },
  indexes: {
    ord_num: (world, value) => listOf(world.orderByNum.get(value)),
    po_num: (world, value) => world.ordersByText.get(value.toLowerCase()) ?? [],
  },
  isListed: (order, world) => order.visibleAtMs <= world.clock.nowMs(),
  writeRow: writeOrder,
  children: orderChildren,
};

const listOf = <T>(item: T | undefined): T[] | undefined => (item === undefined ? undefined : [item]);

const acks: Resource<Ack> = {
  all: (world) => world.acks,
  pkeyOf: (ack) => ack.pkey,
  fields: {
    batch_id: (ack) => ack.batchId,
    po_num: (ack) => ack.poNum,
    last_mod: (ack) => ack.lastMod.text,
  },
  writeRow: writeAck,
};

const picks: Resource<Pick> = {
  all: (world) => world.picks,
  pkeyOf: (pick) => pick.pkey,
  fields: {
    pick_date: (pick) => pick.pickDate,
    last_mod: (pick) => pick.lastMod.text,
    ord_num: (pick) => pick.order.ordNum,
    po_num: (pick) => pick.order.poNum,
  },
  indexes: { ord_num: (world, value) => world.orderByNum.get(value)?.picks },
  writeRow: writePick,
  children: pickChildren,
};

const shipments: Resource<Shipment> = {
  all: (world) => world.shipments,
  pkeyOf: (shipment) => shipment.pkey,
  fields: {
    ship_num: (shipment) => shipment.shipNum,
    ord_num: (shipment) => shipment.pick.order.ordNum,
    po_num: (shipment) => shipment.pick.order.poNum,
    last_mod: (shipment) => shipment.lastMod.text,
  },
  indexes: { ship_num: (world, value) => listOf(world.shipmentByNum.get(value)) },
  writeRow: writeShipment,
  children: shipmentChildren,
};

/** Lists that never change: rows as they go out, filtered by the members named. */
const fixed = (rows: (world: World) => WireRow[], ...fields: string[]): Resource<WireRow> => ({
  all: rows,
  pkeyOf: (row) => Number(row['pkey']),
  fields: Object.fromEntries(fields.map((field) => [field, (row: WireRow) => String(row[field])])),
  writeRow: (row) => row,
});

/** Code tables were last touched when the world began. */
const startText = (world: World): string => world.catalogue.styles[0]?.lastMod.text ?? stampAt(world, 0).text;

const lists: Record<string, Resource<WireRow>> = {
  location: fixed(() => LOCATIONS.map((row) => ({ ...row })), 'loc_type', 'location'),
  shipper: fixed(
    () => Object.entries(SHIPPERS).map(([shipper, { pkey, name }]) => ({ pkey, shipper, ship_name: name })),
    'shipper',
  ),
  customer: fixed(
    (world) =>
      Object.entries(CUSTOMERS).map(([customer, { pkey, name, term }]) => ({
        pkey,
        customer,
        cust_name: name,
        division: '01',
        curr_code: 'USD',
        term,
        shipper: 'UPG',
        active_ok: 'Y',
        last_mod: startText(world),
      })),
    'customer',
    'last_mod',
  ),
  store: fixed(
    (world) =>
      Object.entries(CUSTOMERS).flatMap(([customer, { pkey: fkey }]) =>
        STORES.map((store) => ({
          pkey: fkey + 4,
          fkey,
          customer,
          store,
          store_name: `${customer} ${store}`,
          active_ok: 'Y',
          last_mod: startText(world),
        })),
      ),
    'customer',
    'store',
    'last_mod',
  ),
  term: fixed(
    () => Object.entries(TERMS).map(([term, { pkey, name }]) => ({ pkey, term, term_name: name, active_ok: 'Y' })),
    'term',
  ),
};

// One map of unlike collections: each resource is only ever given its own items.
export const RESOURCES: Record<string, Resource<never>> = {
  style: styles,
  salesOrder: orders,
  salesOrderAck: acks,
  pick: picks,
  shipment: shipments,
  ...lists,
} as unknown as Record<string, Resource<never>>;
