import type { Shipment } from '#contracts/index.ts';
import type { Carton, ShipmentFact } from '../state/shipment-fact.ts';
import { lineProduct } from '../orders/stock-effects.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';

/** Additive per carton and line: a tracking number once known stays, a voided carton is taken back. */
export const mergeShipment = (known: ShipmentFact | undefined, message: Shipment): ShipmentFact => {
  const cartons = new Map((known?.cartons ?? []).map((carton) => [carton.carton_num, carton]));
  for (const carton of message.cartons) {
    const earlier = cartons.get(carton.carton_num);
    cartons.set(carton.carton_num, {
      carton_num: carton.carton_num,
      tracking_number: carton.tracking_number || (earlier?.tracking_number ?? ''),
      voided: carton.voided || message.voided,
      lines: carton.lines,
    });
  }
  const { shipment_key, erp_order, shipped_on, carrier, carrier_name, voided } = message;
  const all = [...cartons.values()].map((carton) => (voided ? { ...carton, voided: true } : carton));
  return { shipment_key, erp_order, shipped_on, carrier, carrier_name, voided, cartons: all };
};

export const liveCartons = (fact: ShipmentFact): Carton[] => fact.cartons.filter((carton) => !carton.voided);

export const trackingNumbers = (fact: ShipmentFact): string[] => [
  ...new Set(liveCartons(fact).flatMap(({ tracking_number }) => (tracking_number === '' ? [] : [tracking_number]))),
];

interface DueLine {
  id: number;
  sku: string;
  name: string;
  units: number;
}

/** What an order has to ship: its lines less refunded units, without virtual goods. */
export const linesToShip = (world: ShopWorld, order: Order): DueLine[] =>
  order.lines.flatMap((line) => {
    const product = lineProduct(world, line);
    const refunded = order.refunds
      .flatMap((refund) => refund.lines)
      .filter((row) => row.lineId === line.id)
      .reduce((sum, row) => sum + row.quantity, 0);
    const units = line.quantity - refunded;
    return units > 0 && product?.virtual !== true
      ? [{ id: line.id, sku: product?.sku ?? '', name: line.name, units }]
      : [];
  });

/** Lines with the units that no shipment has taken yet; empty = all has left. */
export const unshippedLines = (facts: readonly ShipmentFact[], due: readonly DueLine[]): DueLine[] => {
  const left = new Map(due.map((line) => [line.id, { ...line }]));
  for (const shipped of facts.flatMap(liveCartons).flatMap((carton) => carton.lines)) {
    const line =
      shipped.line_item_id === null
        ? [...left.values()].find((row) => row.sku === shipped.sku && row.units > 0)
        : left.get(shipped.line_item_id);
    if (line) line.units -= shipped.quantity;
  }
  return [...left.values()].filter((line) => line.units > 0);
};

export const shipmentText = (fact: ShipmentFact): string => {
  const count = liveCartons(fact).length;
  const numbers = trackingNumbers(fact);
  const carrier = fact.carrier_name || fact.carrier || 'the carrier';
  const text = `Shipment ${fact.shipment_key}: ${count} ${count === 1 ? 'parcel' : 'parcels'} left on ${fact.shipped_on} with ${carrier}.`;
  if (numbers.length === 0) return text;
  return `${text} Tracking ${numbers.length === 1 ? 'number' : 'numbers'}: ${numbers.join(', ')}.`;
};
