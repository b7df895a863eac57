import { Refusal } from './refusal.ts';

/** A moment on the ERP clock: the instant in whole seconds, and the local text every stamp shows. */
export interface Stamp {
  ms: number;
  text: string;
}

/** Prices at one level (style, colour or size); null = this level has none. 1/10000 of the currency. */
export interface PriceLevel {
  listPrice: number | null;
  retailPrice: number | null;
  currCode: string;
  priceDate: string | null;
}

export interface SizeRow extends PriceLevel {
  pkey: number;
  sizePos: number;
  sizeDesc: string;
  upc: string;
  ean: string;
  isActive: boolean;
}

export interface ColourRow extends PriceLevel {
  pkey: number;
  division: string;
  season: string;
  thirdPartyItem: string;
  stdCost: string;
  garWgt: string;
  catgDest1: string;
  catgDest2: string;
  colorCode: string;
  colorName: string;
  lblCode: string;
  dimension: string;
  isActive: boolean;
  sizes: SizeRow[];
}

export interface Style extends PriceLevel {
  pkey: number;
  style: string;
  styleName: string;
  styleDesc: string;
  /** group_code1 to group_code8. */
  groups: string[];
  isActive: boolean;
  lastMod: Stamp;
  colours: ColourRow[];
}

/** One SKU: a size of a colour of a style. Documents hold the SKU itself, so a renamed one keeps its history. */
export interface Sku {
  key: string;
  style: Style;
  colour: ColourRow;
  size: SizeRow;
}

export interface Catalogue {
  styles: Style[];
  skus: Sku[];
  byKey: Map<string, Sku>;
  byUpc: Map<string, Sku[]>;
  byStyle: Map<string, Style>;
  closedSeasons: Set<string>;
  /** Grows when SKUs come, go or change their name or activity: the next snapshot then lists them anew. */
  version: number;
  nextPkey: { style: number; colour: number; size: number };
}

export const openCatalogue = (): Catalogue => ({
  styles: [],
  skus: [],
  byKey: new Map(),
  byUpc: new Map(),
  byStyle: new Map(),
  closedSeasons: new Set(['HO24']),
  version: 0,
  nextPkey: { style: 101, colour: 2011, size: 30111 },
});

export const writeKey = (style: string, colour: ColourRow, sizeDesc: string): string =>
  [colour.division, style, colour.colorCode, colour.lblCode, colour.dimension, sizeDesc].join('|');

export const isActiveSku = (sku: Sku): boolean => sku.style.isActive && sku.colour.isActive && sku.size.isActive;

export const noPrice = (): PriceLevel => ({ listPrice: null, retailPrice: null, currCode: '', priceDate: null });

/** Enters a SKU in the indexes. Throws a Refusal if the key is taken. */
export const enterSku = (catalogue: Catalogue, style: Style, colour: ColourRow, size: SizeRow): Sku => {
  const key = writeKey(style.style, colour, size.sizeDesc);
  if (catalogue.byKey.has(key)) throw new Refusal('SKU_MISMATCH', `${key} exists already`);
  const sku: Sku = { key, style, colour, size };
  catalogue.skus.push(sku);
  catalogue.byKey.set(key, sku);
  enterUpc(catalogue, sku);
  catalogue.version += 1;
  return sku;
};

const enterUpc = (catalogue: Catalogue, sku: Sku): void => {
  if (sku.size.upc === '') return;
  const twins = catalogue.byUpc.get(sku.size.upc);
  if (twins === undefined) catalogue.byUpc.set(sku.size.upc, [sku]);
  else twins.push(sku);
};

const leaveUpc = (catalogue: Catalogue, sku: Sku): void => {
  const others = (catalogue.byUpc.get(sku.size.upc) ?? []).filter((twin) => twin !== sku);
  if (others.length > 0) catalogue.byUpc.set(sku.size.upc, others);
  else catalogue.byUpc.delete(sku.size.upc);
};

/** Writes the key of a SKU anew after its style, colour or size changed its name. */
export const rekeySku = (catalogue: Catalogue, sku: Sku): void => {
  const key = writeKey(sku.style.style, sku.colour, sku.size.sizeDesc);
  if (key === sku.key) return;
  if (catalogue.byKey.has(key)) throw new Refusal('SKU_MISMATCH', `${key} exists already`);
  catalogue.byKey.delete(sku.key);
  sku.key = key;
  catalogue.byKey.set(key, sku);
  catalogue.version += 1;
};

export const changeUpc = (catalogue: Catalogue, sku: Sku, upc: string): void => {
  leaveUpc(catalogue, sku);
  sku.size.upc = upc;
  enterUpc(catalogue, sku);
  catalogue.version += 1;
};

/** By key `01|00101|010|||XS`. Throws SKU_UNKNOWN. */
export const findSku = (catalogue: Catalogue, key: unknown): Sku => {
  const sku = typeof key === 'string' ? catalogue.byKey.get(key) : undefined;
  if (sku === undefined)
    throw new Refusal('SKU_UNKNOWN', `${String(key)} is no SKU; write division|style|colour|label|dimension|size`);
  return sku;
};

export const findStyle = (catalogue: Catalogue, number: unknown): Style => {
  const style = typeof number === 'string' ? catalogue.byStyle.get(number) : undefined;
  if (style === undefined) throw new Refusal('NOT_FOUND', `style ${String(number)}`);
  return style;
};

/** The retail price in effect: lowest level with a value wins; a price_date still ahead has no value yet. */
export const readRetailPrice = (sku: Sku, today: string): number | null => {
  for (const level of [sku.size, sku.colour, sku.style]) {
    const isAhead = level.priceDate !== null && level.priceDate > today;
    if (level.retailPrice !== null && !isAhead) return level.retailPrice;
  }
  return null;
};
