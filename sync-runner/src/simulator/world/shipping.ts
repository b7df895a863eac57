import { voidInvoice } from './invoices.ts';
import type { Carton, OrderLine, Pick, Shipment } from './order.ts';
import { nextPkey, touchOrder } from './order-book.ts';
import { Refusal } from './refusal.ts';
import type { LineAsks, LineTake } from './warehouse.ts';
import { bookShipped, findPick, packedOf, reopenRest, takeLines } from './warehouse.ts';
import type { World } from './world.ts';
import { SHIPPERS, stampNow, todayOf, writeNumber } from './world.ts';

/** track_no absent = numbered by the carrier, "" = comes later. */
export interface CartonAsk {
  track_no?: string;
  weight?: string | number;
  lines?: LineAsks;
}

/** Ships a released pick in cartons (absent = one with everything); units left unpacked reopen. */
export const shipPick = (world: World, pickNum: unknown, asks: CartonAsk[] | undefined): Shipment => {
  const pick = findPick(world, pickNum);
  if (pick.status !== 'RELEASED') throw new Refusal('SHIPPED', `pick ${pick.pickNum} is ${pick.status}`);
  const packs = packCartons(pick, asks ?? [{}]);
  const { order } = pick;
  const shipment: Shipment = {
    pkey: world.counters.shipment,
    shipNum: writeNumber(world.counters.shipment++),
    pick,
    shipDate: todayOf(world),
    shipper: order.shipper,
    scacCode: SHIPPERS[order.shipper]?.scac ?? '',
    invNum: '',
    isVoid: false,
    cartons: [],
    lastMod: stampNow(world),
  };
  for (const { ask, takes } of packs) shipment.cartons.push(openCarton(world, ask, takes));
  pick.shipments.push(shipment);
  for (const { takes } of packs) for (const { line, qty } of takes) bookShipped(world, order, line, qty);
  reopenRest(world, pick);
  pick.status = 'SHIPPED';
  pick.shipDate = shipment.shipDate;
  pick.lastMod = shipment.lastMod;
  world.shipments.push(shipment);
  world.shipmentByNum.set(shipment.shipNum, shipment);
  touchOrder(world, order, 'USER', false);
  for (const listen of world.onShipment) listen(shipment);
  return shipment;
};

/** Shares the units of the pick among the cartons; those without lines share what the others leave. */
const packCartons = (pick: Pick, asks: CartonAsk[]): { ask: CartonAsk; takes: LineTake[] }[] => {
  const left = new Map<OrderLine, number>();
  for (const row of pick.lines) left.set(row.line, row.qty - packedOf(pick, row.line));
  const packs = asks.map((ask) => ({
    ask,
    takes: ask.lines === undefined ? [] : takeLines(pick.order, ask.lines, () => 0),
  }));
  for (const { takes } of packs)
    for (const { line, qty } of takes) {
      const rest = (left.get(line) ?? 0) - qty;
      if (qty < 1 || rest < 0)
        throw new Refusal('QTY_BAD', `pick ${pick.pickNum} line ${line.lineSeq} has not that many units to ship`);
      left.set(line, rest);
    }
  const open = packs.filter(({ ask }) => ask.lines === undefined);
  open.forEach(({ takes }, at) => {
    for (const [line, rest] of left) {
      const qty = Math.ceil(rest / (open.length - at));
      if (qty === 0) continue;
      takes.push({ line, qty });
      left.set(line, rest - qty);
    }
  });
  const filled = packs.filter(({ takes }) => takes.length > 0);
  if (filled.length === 0) throw new Refusal('QTY_BAD', `pick ${pick.pickNum} has no units to ship`);
  return filled;
};

const openCarton = (world: World, ask: CartonAsk, takes: LineTake[]): Carton => {
  const serial = world.counters.carton++;
  const units = takes.reduce((sum, take) => sum + take.qty, 0);
  return {
    pkey: serial,
    cartonNum: writeCartonNumber(serial),
    trackNo: ask.track_no ?? `1Z${String(serial).padStart(16, '0')}`,
    weight: ask.weight === undefined ? ((units + 1) * 0.35).toFixed(2) : Number(ask.weight).toFixed(2),
    isVoid: false,
    lines: takes.map((take) => ({ pkey: nextPkey(world), ...take })),
  };
};

/** "00" + SSCC: extension digit, company prefix 0100000, serial in nine digits, GS1 check digit. */
export const writeCartonNumber = (serial: number): string => {
  const body = `00100000${String(serial).padStart(9, '0')}`;
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum += Number(body[at]) * (at % 2 === 0 ? 3 : 1);
  return `00${body}${(10 - (sum % 10)) % 10}`;
};

const findCarton = (world: World, cartonNum: unknown): { shipment: Shipment; carton: Carton } => {
  for (let at = world.shipments.length - 1; at >= 0; at -= 1) {
    const shipment = world.shipments[at]!;
    const carton = shipment.cartons.find((candidate) => candidate.cartonNum === cartonNum);
    if (carton !== undefined) return { shipment, carton };
  }
  throw new Refusal('NOT_FOUND', `carton ${String(cartonNum)}`);
};

export const addTracking = (world: World, cartonNum: unknown, trackNo: string): Carton => {
  const { shipment, carton } = findCarton(world, cartonNum);
  carton.trackNo = trackNo;
  shipment.lastMod = stampNow(world);
  return carton;
};

/** Takes a whole shipment back; its pick is released again, its invoice VOID. */
export const voidShipment = (world: World, shipNum: unknown): Shipment => {
  const shipment = typeof shipNum === 'string' ? world.shipmentByNum.get(shipNum) : undefined;
  if (shipment === undefined) throw new Refusal('NOT_FOUND', `shipment ${String(shipNum)}`);
  if (shipment.isVoid) throw new Refusal('NOT_FOUND', `shipment ${shipment.shipNum} is void already`);
  voidCartons(
    world,
    shipment,
    shipment.cartons.filter((carton) => !carton.isVoid),
  );
  return shipment;
};

/** Takes one carton back; the rest of its shipment is invoiced anew. */
export const voidCarton = (world: World, cartonNum: unknown): Shipment => {
  const { shipment, carton } = findCarton(world, cartonNum);
  if (carton.isVoid) throw new Refusal('NOT_FOUND', `carton ${carton.cartonNum} is void already`);
  voidCartons(world, shipment, [carton]);
  return shipment;
};

const voidCartons = (world: World, shipment: Shipment, cartons: Carton[]): void => {
  const { pick } = shipment;
  for (const carton of cartons) {
    carton.isVoid = true;
    for (const row of carton.lines) bookShipped(world, pick.order, row.line, -row.qty);
  }
  shipment.isVoid = shipment.cartons.every((carton) => carton.isVoid);
  pick.status = 'RELEASED';
  if (shipment.isVoid) pick.shipDate = null;
  shipment.lastMod = stampNow(world);
  pick.lastMod = shipment.lastMod;
  voidInvoice(world, shipment);
  touchOrder(world, pick.order, 'USER', false);
  const standing = pick.shipments.find((other) => !other.isVoid);
  if (standing !== undefined) for (const listen of world.onShipment) listen(standing);
};
