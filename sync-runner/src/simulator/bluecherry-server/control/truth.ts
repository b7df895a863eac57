import { z } from 'zod';
import { findViolations } from '../../invariants/find-violations.ts';
import type { Cell } from '../../world/ledger.ts';
import { REC_TYPES, cellOf, readFigures } from '../../world/ledger.ts';
import type { World } from '../../world/world.ts';
import { WAREHOUSES } from '../../world/world.ts';
import { orderChildren, writeOrder } from '../render-order.ts';
import { shipmentChildren, writeShipment } from '../render-warehouse.ts';
import type { WireNode, WireRow } from '../shape.ts';
import { writeSnapshot } from './stock.ts';

const PARTS = {
  ledger: readLedger,
  stock: readStock,
  orders: (world: World) =>
    world.orders.map((order) => flatten({ row: writeOrder(order), children: orderChildren(order) })),
  duplicates: readDuplicates,
  snapshots: (world: World) => world.shelf.history.map(writeSnapshot),
  shipments: (world: World) =>
    world.shipments.map((shipment) => flatten({ row: writeShipment(shipment), children: shipmentChildren(shipment) })),
  credits: () => [],
  returns: () => [],
  violations: findViolations,
} satisfies Record<string, (world: World) => unknown[]>;

const Part = z.enum(Object.keys(PARTS) as (keyof typeof PARTS)[]);

/** GET truth: all parts, or the one asked for under its name. */
export const readTruth = (world: World, part: string | null): unknown => {
  if (part !== null && part !== '') {
    const name = Part.parse(part);
    return { [name]: PARTS[name](world) };
  }
  return Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, read(world)]));
};

/** The wire header with children as arrays. */
const flatten = (node: WireNode): WireRow => ({
  ...node.row,
  ...Object.fromEntries(node.children.map((child) => [child.name, child.nodes.map(flatten)])),
});

function readLedger(world: World): unknown[] {
  return world.ledger.entries.map((entry) => ({
    seq: entry.seq,
    at: entry.stamp.text,
    sku: entry.cell.sku.key,
    location: entry.cell.location,
    rec_type: entry.recType,
    qty: entry.qty,
    doc: entry.doc,
  }));
}

/** Every SKU at every warehouse, zeros too; transit locations where something was booked. */
function readStock(world: World): unknown[] {
  for (const sku of world.catalogue.skus) for (const location of WAREHOUSES) cellOf(world.ledger, sku, location);
  return world.ledger.cells.map(writeCell);
}

const writeCell = (cell: Cell): unknown => {
  const { qoh, ots, otsWip } = readFigures(cell.sums);
  return {
    sku: cell.sku.key,
    location: cell.location,
    qoh,
    ots,
    ots_wip: otsWip,
    by_type: Object.fromEntries(REC_TYPES.map((type, at) => [type, cell.sums[at]])),
  };
};

function readDuplicates(world: World): unknown[] {
  return [...world.ordersByPo.values()].filter((orders) => orders.length > 1).map((orders) => orders[0]!.poNum);
}
