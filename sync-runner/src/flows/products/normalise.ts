import type { ErpColourRecord, ErpPrice, ErpSizeRecord, ErpStyleRecord, Product, Variation } from '#domain/product.ts';

export interface StyleScope {
  readonly divisions: readonly string[];
  readonly labels: readonly string[];
  readonly channels: readonly string[];
  readonly seasons: readonly string[];
}

const isIn = (allowed: readonly string[], value: string): boolean => allowed.length === 0 || allowed.includes(value);

const isInScope = (colour: ErpColourRecord, scope: StyleScope): boolean =>
  isIn(scope.divisions, colour.division) &&
  isIn(scope.labels, colour.lblCode) &&
  isIn(scope.seasons, colour.season) &&
  (scope.channels.length === 0 || colour.channelCodes.some((code) => scope.channels.includes(code)));

const hasValue = (price: ErpPrice, erpDate: string): boolean =>
  price.retailPrice !== null &&
  price.retailPrice !== '' &&
  (price.priceDate === null || price.priceDate === '' || price.priceDate <= erpDate);

/** The lowest level with a value in effect wins: size, then colour, then style. A price dated ahead is no value yet. */
const resolvePrice = (levels: readonly ErpPrice[], erpDate: string): { price: string | null; currency: string } => {
  const level = levels.find((price) => hasValue(price, erpDate));
  return { price: level?.retailPrice ?? null, currency: level?.currency ?? '' };
};

/** Two colours of one name would be one choice to the buyer: the code tells them apart. */
const nameColours = (colours: readonly ErpColourRecord[]): ReadonlyMap<ErpColourRecord, string> => {
  const codesByName = new Map<string, Set<string>>();
  const plainName = (colour: ErpColourRecord): string => colour.colorName || colour.colorCode;
  for (const colour of colours) {
    const codes = codesByName.get(plainName(colour).toLowerCase()) ?? new Set<string>();
    codesByName.set(plainName(colour).toLowerCase(), codes.add(colour.colorCode));
  }
  return new Map(
    colours.map((colour) => {
      const isShared = (codesByName.get(plainName(colour).toLowerCase())?.size ?? 0) > 1;
      return [colour, isShared ? `${plainName(colour)} (${colour.colorCode})` : plainName(colour)];
    }),
  );
};

const composeVariation = (
  style: ErpStyleRecord,
  colour: ErpColourRecord,
  colourName: string,
  size: ErpSizeRecord,
  erpDate: string,
): Variation => {
  const { price, currency } = resolvePrice([size.price, colour.price, style.price], erpDate);
  return {
    erpKey: size.pkey,
    sku: size.sku,
    item: size.item,
    barcode: size.item.upc || size.ean,
    colour: colourName,
    label: colour.lblCode,
    dimension: size.item.dimension,
    size: size.item.sizeDesc,
    sizePosition: size.sizePosition,
    price,
    currency,
    weight: colour.weight,
    isActive: style.isActive && colour.isActive && size.isActive,
  };
};

/** A barcode on two SKUs identifies neither. */
const dropSharedBarcodes = (variations: readonly Variation[]): Variation[] => {
  const counts = new Map<string, number>();
  for (const { barcode } of variations) counts.set(barcode, (counts.get(barcode) ?? 0) + 1);
  return variations.map((variation) =>
    (counts.get(variation.barcode) ?? 0) > 1 ? { ...variation, barcode: '' } : variation,
  );
};

/** A style as the shop should have it: scope applied, prices resolved for `erpDate` ("YYYY-MM-DD", ERP calendar). */
export const normaliseStyle = (style: ErpStyleRecord, scope: StyleScope, erpDate: string): Product => {
  const colours = style.colours.filter((colour) => isInScope(colour, scope));
  const names = nameColours(colours);
  const variations = colours.flatMap((colour) =>
    colour.sizes.map((size) => composeVariation(style, colour, names.get(colour) ?? colour.colorCode, size, erpDate)),
  );
  return {
    erpKey: style.pkey,
    style: style.style,
    name: style.name || style.style,
    description: style.description,
    isActive: style.isActive,
    variations: dropSharedBarcodes(variations),
  };
};
