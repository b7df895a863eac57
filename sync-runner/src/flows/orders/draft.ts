import type { HoldReason } from '#contracts/codes.ts';
import { allocateMinor, formatMinor, parseMinor } from '#domain/money.ts';
import { numberLines } from '#domain/order-rules.ts';
import type { Address, DraftCharge, DraftLine, OrderDraft, OrderTotals, ShopOrder } from '#domain/sales-order.ts';
import type { ItemRow } from '#domain/ledger-rows.ts';

export interface DraftRules {
  readonly moneyDecimals: number;
  readonly priceDecimals: number;
}

export type Drafted =
  | { readonly outcome: 'draft'; readonly draft: OrderDraft }
  | { readonly outcome: 'held'; readonly reason: HoldReason; readonly title: string; readonly detail: string };

/** The shop computes to 6 places; amounts are carried that fine until they are rounded together. */
const FINE_DECIMALS = 6;

interface LineAmounts {
  readonly ext: number;
  readonly net: number;
  readonly tax: number;
}

/**
 * Rounds every amount of the order so that the sum is the paid total to the cent. Net amounts (lines and charges) and
 * taxes are each allocated to the order's own totals; null where they do not belong together.
 */
const allocateAmounts = (
  order: ShopOrder,
  decimals: number,
): { lines: LineAmounts[]; charges: { net: number; tax: number }[]; total: number } | null => {
  const fine = (text: string): number => parseMinor(text, FINE_DECIMALS);
  const perMinor = 10 ** (FINE_DECIMALS - decimals);
  const lines = numberLines(order).map(({ line }) => line);
  const parts = [...lines, ...order.charges];
  const total = parseMinor(order.total, decimals);
  const totalTax = parseMinor(order.totalTax, decimals);
  const nets = allocateMinor(
    parts.map((part) => fine(part.total)),
    perMinor,
    total - totalTax,
  );
  const taxes = allocateMinor(
    parts.map((part) => fine(part.totalTax)),
    perMinor,
    totalTax,
  );
  if (nets === null || taxes === null) return null;
  const at = (index: number): { net: number; tax: number } => ({ net: nets[index] ?? 0, tax: taxes[index] ?? 0 });
  return {
    lines: lines.map((line, index) => {
      const { net, tax } = at(index);
      // A line without a discount must show none, whatever the rounding did to its net amount.
      const hasDiscount = fine(line.subtotal) !== fine(line.total);
      return { net, tax, ext: hasDiscount ? Math.max(parseMinor(line.subtotal, decimals), net) : net };
    }),
    charges: order.charges.map((_, index) => at(lines.length + index)),
    total,
  };
};

const composePrice = (extMinor: number, quantityEach: number, rules: DraftRules): string => {
  const scale = 10 ** (rules.priceDecimals - rules.moneyDecimals);
  return formatMinor(Math.round((extMinor * scale) / quantityEach), rules.priceDecimals);
};

const composeTotals = (
  lines: readonly LineAmounts[],
  charges: readonly { kind: DraftCharge['kind']; net: number; tax: number }[],
  total: number,
  decimals: number,
): OrderTotals => {
  const sum = (values: readonly number[]): number => values.reduce((result, value) => result + value, 0);
  const netOf = (...kinds: DraftCharge['kind'][]): number =>
    sum(charges.filter(({ kind }) => kinds.includes(kind)).map(({ net }) => net));
  const text = (minor: number): string => formatMinor(minor, decimals);
  return {
    merchandise: text(sum(lines.map(({ ext }) => ext))),
    discount: text(sum(lines.map(({ ext, net }) => ext - net))),
    freight: text(netOf('SHIP')),
    tax: text(sum([...lines, ...charges].map(({ tax }) => tax))),
    misc: text(netOf('FEE', 'GIFTCARD')),
    insurance: text(0),
    total: text(total),
  };
};

const hasAddress = (address: Address): boolean =>
  address.country !== '' && (address.line1 !== '' || address.city !== '' || address.postcode !== '');

/** Shop buyers of pick-up or digital orders leave the shipping address empty: the parcel then goes where the bill goes. */
const chooseShipTo = (order: ShopOrder): Address => (hasAddress(order.shipping) ? order.shipping : order.billing);

const findUnmapped = (order: ShopOrder, items: ReadonlyMap<string, ItemRow>): string | null => {
  for (const { lineSeq, line } of numberLines(order)) {
    if (line.sku === '') return `Line ${lineSeq} (${line.name}) has no SKU`;
    if (!items.has(line.sku)) return `Blue Cherry does not know SKU ${line.sku}`;
  }
  return null;
};

const hold = (reason: HoldReason, title: string, detail: string): Drafted => ({
  outcome: 'held',
  reason,
  title,
  detail,
});

const composeLines = (
  order: ShopOrder,
  amounts: readonly LineAmounts[],
  items: ReadonlyMap<string, ItemRow>,
  rules: DraftRules,
): DraftLine[] =>
  numberLines(order).flatMap(({ lineSeq, line }, index) => {
    const row = items.get(line.sku);
    const amount = amounts[index];
    if (row === undefined || amount === undefined) return [];
    return [
      {
        lineSeq,
        lineItemId: line.id,
        item: row.item,
        sku: line.sku,
        quantityEach: line.quantityEach,
        price: composePrice(amount.ext, line.quantityEach, rules),
        ext: formatMinor(amount.ext, rules.moneyDecimals),
        discount: formatMinor(amount.ext - amount.net, rules.moneyDecimals),
        tax: formatMinor(amount.tax, rules.moneyDecimals),
      },
    ];
  });

/** A shop order -> a sales order whose sums tie to the cent, or the reason why it is held. */
export const composeDraft = (
  order: ShopOrder,
  reference: string,
  items: ReadonlyMap<string, ItemRow>,
  rules: DraftRules,
): Drafted => {
  const unmapped = findUnmapped(order, items);
  if (unmapped !== null)
    return hold(
      'unmapped-sku',
      `${unmapped}, so order ${order.number} cannot go. Add it there; we then send the order.`,
      unmapped,
    );
  if (numberLines(order).length === 0)
    return hold('totals-do-not-tie', `Order ${order.number} has no lines to deliver.`, 'line_items is empty');
  if (!hasAddress(order.billing))
    return hold(
      'address-incomplete',
      `Order ${order.number} has no billing address: country, and one of street, city or postcode, are needed.`,
      'billing',
    );
  const amounts = allocateAmounts(order, rules.moneyDecimals);
  const charges = order.charges.map((charge, index) => ({
    kind: charge.kind === 'shipping' ? ('SHIP' as const) : ('FEE' as const),
    title: charge.title,
    net: amounts?.charges[index]?.net ?? 0,
    tax: amounts?.charges[index]?.tax ?? 0,
  }));
  if (amounts === null || amounts.total < 0) {
    return hold(
      'totals-do-not-tie',
      `The lines of order ${order.number} do not add up to its total of ${order.total} ${order.currency}.`,
      `total ${order.total}, tax ${order.totalTax}`,
    );
  }
  return {
    outcome: 'draft',
    draft: {
      reference,
      shopOrderId: order.id,
      visibleNumber: `#${order.number}`,
      placedAtMs: order.createdAtMs,
      currency: order.currency,
      paymentMethod: order.paymentMethod,
      shippingMethod: order.charges.find(({ kind }) => kind === 'shipping')?.code ?? '',
      notes: order.customerNote,
      billTo: order.billing,
      shipTo: chooseShipTo(order),
      lines: composeLines(order, amounts.lines, items, rules),
      charges: charges
        .filter(({ net, tax }) => net !== 0 || tax !== 0)
        .map(({ kind, title, net, tax }) => ({
          kind,
          description: title,
          amount: formatMinor(net, rules.moneyDecimals),
          tax: formatMinor(tax, rules.moneyDecimals),
        })),
      totals: composeTotals(amounts.lines, charges, amounts.total, rules.moneyDecimals),
    },
  };
};
