import type { Catalogue, ColourRow, PriceLevel, SizeRow, Stamp, Style } from '../world/catalogue.ts';
import { enterSku, noPrice } from '../world/catalogue.ts';

export interface CatalogueSize {
  styles: number;
  colours: number;
  sizes: number;
}

const SIZE_NAMES = ['XS', 'S', 'M', 'L', 'XL', '2X'];
const NAMES = ['Tee', 'Polo', 'Hoodie', 'Chino', 'Jacket', 'Skirt', 'Shirt', 'Short', 'Dress', 'Knit'];
const GROUPS = ['TOPS', 'TOPS', 'TOPS', 'BTMS', 'OUTR', 'BTMS', 'TOPS', 'BTMS', 'DRSS', 'TOPS'];
const COLOURS = ['Navy', 'White', 'Black', 'Red', 'Olive', 'Sand', 'Sky', 'Rose', 'Grey', 'Mint'];
const PRICES = [299900, 399900, 549900, 499900, 1199900, 449900, 592500, 349900, 799900, 649900];

/** Size 7 and up have no letters of their own: S7, S8, … */
export const nameSize = (position: number): string => SIZE_NAMES[position - 1] ?? `S${position}`;

/** "8" + style + colour + position in two digits + the UPC-A check digit. */
export const writeUpc = (style: string, colorCode: string, position: number): string => {
  const body = `8${style}${colorCode}${String(position).padStart(2, '0')}`;
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) sum += Number(body[at]) * (at % 2 === 0 ? 3 : 1);
  return `${body}${(10 - (sum % 10)) % 10}`;
};

/** Fills an empty catalogue as bluecherry.md 6.1 says, with its five special styles. */
export const seedCatalogue = (catalogue: Catalogue, size: CatalogueSize, stamp: Stamp): void => {
  for (let n = 1; n <= size.styles; n += 1) {
    const number = String(100 + n).padStart(5, '0');
    const style = addStyle(catalogue, number, stamp, PRICES[(n - 1) % PRICES.length]!, n);
    for (let c = 1; c <= size.colours; c += 1) {
      const colour = addColour(catalogue, style, String(10 * c).padStart(3, '0'), COLOURS[(c - 1) % COLOURS.length]!);
      if (number === '00105') colour.season = 'HO24';
      addSizes(catalogue, style, colour, size.sizes, number === '00103' && c === size.colours);
    }
    spreadPrices(style, n);
    if (number === '00102') addSampleLabel(catalogue, style, size.sizes);
    if (number === '00104') style.isActive = false;
  }
};

/** A style without colours, priced at style level. `n` picks its name. */
export const addStyle = (catalogue: Catalogue, number: string, stamp: Stamp, price: number, n: number): Style => {
  const style: Style = {
    pkey: catalogue.nextPkey.style++,
    style: number,
    styleName: NAMES[(n - 1) % NAMES.length]!,
    styleDesc: '',
    groups: [GROUPS[(n - 1) % GROUPS.length]!, '', '', '', '', '', '', ''],
    isActive: true,
    lastMod: stamp,
    colours: [],
    ...priced(price),
  };
  catalogue.styles.push(style);
  catalogue.byStyle.set(number, style);
  return style;
};

export const addColour = (catalogue: Catalogue, style: Style, colorCode: string, colorName: string): ColourRow => {
  const colour: ColourRow = {
    pkey: catalogue.nextPkey.colour++,
    division: '01',
    season: 'SP25',
    thirdPartyItem: '',
    stdCost: '7.15',
    garWgt: '0.35',
    catgDest1: 'SHP',
    catgDest2: '',
    colorCode,
    colorName,
    lblCode: '',
    dimension: '',
    isActive: true,
    sizes: [],
    ...noPrice(),
  };
  style.colours.push(colour);
  return colour;
};

export const colourName = (n: number): string => COLOURS[(n - 1) % COLOURS.length]!;

export const addSizes = (
  catalogue: Catalogue,
  style: Style,
  colour: ColourRow,
  count: number,
  isWithoutUpc = false,
): void => {
  for (let position = 1; position <= count; position += 1) {
    const upc = isWithoutUpc ? '' : writeUpc(style.style, colour.colorCode, position);
    addSize(catalogue, style, colour, position, nameSize(position), upc);
  }
};

export const addSize = (
  catalogue: Catalogue,
  style: Style,
  colour: ColourRow,
  sizePos: number,
  sizeDesc: string,
  upc: string,
): SizeRow => {
  const pkey = catalogue.nextPkey.size++;
  const row: SizeRow = { pkey, sizePos, sizeDesc, upc, ean: '', isActive: true, ...noPrice() };
  enterSku(catalogue, style, colour, row);
  colour.sizes.push(row);
  return row;
};

const priced = (price: number): PriceLevel => ({ ...noPrice(), retailPrice: price, currCode: 'USD' });

/** Customers keep prices at different levels: by turns at every size, at the style, at the colours with one size apart. */
const spreadPrices = (style: Style, n: number): void => {
  const price = style.retailPrice ?? 0;
  if (n % 3 === 2) return;
  Object.assign(style, noPrice());
  for (const colour of style.colours) {
    if (n % 3 === 0) Object.assign(colour, priced(price));
    else for (const size of colour.sizes) Object.assign(size, priced(price));
  }
  const last = style.colours.at(-1)?.sizes.at(-1);
  if (n % 3 === 0 && last !== undefined) Object.assign(last, priced(price + 20000));
};

/** Style 00102 carries its first colour twice: also as label SMP, under the same UPCs. */
const addSampleLabel = (catalogue: Catalogue, style: Style, sizes: number): void => {
  const first = style.colours[0];
  if (first === undefined) return;
  const sample = addColour(catalogue, style, first.colorCode, first.colorName);
  sample.lblCode = 'SMP';
  addSizes(catalogue, style, sample, sizes);
};
