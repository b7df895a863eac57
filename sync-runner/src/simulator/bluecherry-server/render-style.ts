import type { ColourRow, PriceLevel, SizeRow, Style } from '../world/catalogue.ts';
import { writePrice } from '../world/money.ts';
import { writeYes } from './render-warehouse.ts';
import type { WireChild, WireNode, WireRow } from './shape.ts';

/** Block PRICE. */
const writePrices = (level: PriceLevel): WireRow => ({
  list_price: level.listPrice === null ? null : writePrice(level.listPrice),
  retail_price: level.retailPrice === null ? null : writePrice(level.retailPrice),
  curr_code: level.currCode,
  price_date: level.priceDate,
});

export const writeStyle = (style: Style): WireRow => ({
  pkey: style.pkey,
  style: style.style,
  style_name: style.styleName,
  style_desc: style.styleDesc,
  ...Object.fromEntries(style.groups.map((code, at) => [`group_code${at + 1}`, code])),
  ...writePrices(style),
  active_ok: writeYes(style.isActive),
  last_mod: style.lastMod.text,
});

export const styleChildren = (style: Style): WireChild[] => [
  { name: 'styledetail', nodes: style.colours.map((colour) => writeColour(colour, style.pkey)) },
];

const writeColour = (colour: ColourRow, fkey: number): WireNode => ({
  row: {
    pkey: colour.pkey,
    fkey,
    division: colour.division,
    season: colour.season,
    third_party_item: colour.thirdPartyItem,
    std_cost: colour.stdCost,
    gar_wgt: colour.garWgt,
    catg_dest1: colour.catgDest1,
    catg_dest2: colour.catgDest2,
    color_code: colour.colorCode,
    color_name: colour.colorName,
    lbl_code: colour.lblCode,
    dimension: colour.dimension,
    active_ok: writeYes(colour.isActive),
    ...writePrices(colour),
  },
  children: [
    { name: 'stylecolorsizes', nodes: colour.sizes.map((size) => ({ row: writeSize(colour, size), children: [] })) },
  ],
});

const writeSize = (colour: ColourRow, size: SizeRow): WireRow => ({
  pkey: size.pkey,
  fkey: colour.pkey,
  color_code: colour.colorCode,
  lbl_code: colour.lblCode,
  dimension: colour.dimension,
  size_pos: size.sizePos,
  size_desc: size.sizeDesc,
  upc: size.upc,
  ean: size.ean,
  active_ok: writeYes(size.isActive),
  ...writePrices(size),
});
