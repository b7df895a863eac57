import type { Profile } from '#adapters/bluecherry/profile.ts';
import type { Catalogue, Sku, Stamp } from './catalogue.ts';
import { openCatalogue } from './catalogue.ts';
import type { Clock } from './clock.ts';
import type { SimulatorConfig } from './config.ts';
import type { Ledger, RecType } from './ledger.ts';
import { bookEntry, cellOf, openLedger } from './ledger.ts';
import type { Order, Pick, Shipment } from './order.ts';
import type { Ack, OrderQueue } from './ack.ts';
import { openQueue } from './ack.ts';
import type { Random } from './random.ts';
import { seedRandom } from './random.ts';
import type { SnapshotShelf } from './snapshots.ts';
import { openShelf } from './snapshots.ts';
import type { Zone } from './zone.ts';

export interface Counters {
  order: number;
  orderPkey: number;
  childPkey: number;
  pick: number;
  shipment: number;
  carton: number;
  invoice: number;
  batch: number;
  ack: number;
  demand: number;
}

/** One pretend reality: all that the ERP knows, and the concerns that move it. */
export interface World {
  seed: number;
  profile: Profile;
  config: SimulatorConfig;
  clock: Clock;
  zone: Zone;
  random: { stock: Random; faults: Random; lag: Random; demand: Random; auto: Random };
  catalogue: Catalogue;
  ledger: Ledger;
  shelf: SnapshotShelf;
  orders: Order[];
  orderByNum: Map<string, Order>;
  /** customer + po_num to its orders, splits left out. */
  ordersByPo: Map<string, Order[]>;
  /** po_num in small letters to all its orders, splits too: the filter's eq ignores case. */
  ordersByText: Map<string, Order[]>;
  picks: Pick[];
  pickByNum: Map<string, Pick>;
  shipments: Shipment[];
  shipmentByNum: Map<string, Shipment>;
  queue: OrderQueue;
  acks: Ack[];
  counters: Counters;
  demandPlan: { perHour: number; lumpMean: number; epoch: number };
  /** What listens to new orders: the unattended warehouse. */
  onOrder: ((order: Order) => void)[];
  onShipment: ((shipment: Shipment) => void)[];
}

export interface WorldParts {
  seed: number;
  profile: Profile;
  config: SimulatorConfig;
  clock: Clock;
  zone: Zone;
}

export const LOCATIONS = [
  { pkey: 1, location: 'W1', loc_name: 'Main', loc_type: 'W', resv_wh: '' },
  { pkey: 2, location: 'W2', loc_name: 'Second', loc_type: 'W', resv_wh: '' },
  { pkey: 3, location: 'FOB', loc_name: 'Free on board', loc_type: 'V', resv_wh: '' },
  { pkey: 4, location: 'POE', loc_name: 'Port of entry', loc_type: 'V', resv_wh: '' },
] as const;
export const WAREHOUSES = ['W1', 'W2'] as const;
export const VIRTUAL_LOCATIONS: ReadonlySet<string> = new Set(['FOB', 'POE']);
export const SHIPPERS: Record<string, { pkey: number; name: string; scac: string }> = {
  UPG: { pkey: 1, name: 'UPS Ground', scac: 'UPGN' },
  UPS: { pkey: 2, name: 'UPS', scac: 'UPSN' },
  FDX: { pkey: 3, name: 'FedEx', scac: 'FDEG' },
};
export const TERMS: Record<string, { pkey: number; name: string }> = {
  CC: { pkey: 1, name: 'Credit card' },
  N30: { pkey: 2, name: 'Net 30 days' },
};
export const CUSTOMERS: Record<string, { pkey: number; name: string; term: string }> = {
  WEB: { pkey: 5, name: 'Web', term: 'CC' },
  WHSL: { pkey: 6, name: 'Wholesale', term: 'N30' },
};
export const STORES = ['0001'] as const;

export const openWorld = (parts: WorldParts): World => ({
  ...parts,
  random: {
    stock: seedRandom(parts.seed, 'stock'),
    faults: seedRandom(parts.seed, 'faults'),
    lag: seedRandom(parts.seed, 'lag'),
    demand: seedRandom(parts.seed, 'demand'),
    auto: seedRandom(parts.seed, 'auto'),
  },
  catalogue: openCatalogue(),
  ledger: openLedger(),
  shelf: openShelf(),
  orders: [],
  orderByNum: new Map(),
  ordersByPo: new Map(),
  ordersByText: new Map(),
  picks: [],
  pickByNum: new Map(),
  shipments: [],
  shipmentByNum: new Map(),
  queue: openQueue(),
  acks: [],
  counters: {
    order: 4711,
    orderPkey: 88121,
    childPkey: 500001,
    pick: 912,
    shipment: 55,
    carton: 70,
    invoice: 31,
    batch: 19,
    ack: 7,
    demand: 1,
  },
  demandPlan: { perHour: 0, lumpMean: 1, epoch: 0 },
  onOrder: [],
  onShipment: [],
});

/** The stamp of an instant: whole seconds, and their local text. */
export const stampAt = (world: World, atMs: number): Stamp => {
  const ms = Math.floor(atMs / 1000) * 1000;
  return { ms, text: world.zone.toText(ms) };
};

export const stampNow = (world: World): Stamp => stampAt(world, world.clock.nowMs());

export const todayOf = (world: World): string => stampNow(world).text.slice(0, 10);

export const book = (world: World, sku: Sku, location: string, recType: RecType, qty: number, doc: string): void => {
  bookEntry(world.ledger, stampNow(world), cellOf(world.ledger, sku, location), recType, qty, doc);
};

export const poKey = (customer: string, poNum: string): string => `${customer}\n${poNum}`;

export const isLocation = (code: unknown): code is string => LOCATIONS.some((row) => row.location === code);

export const writeNumber = (n: number, width = 7): string => String(n).padStart(width, '0');
