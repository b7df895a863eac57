import type { ErpColourRecord, ErpPrice, ErpSizeRecord, ErpStyleRecord } from '#domain/product.ts';
import type { Profile } from './profile.ts';
import { composeSku, mapChild, readCount, readDecimal, readFlag, readItem, readNeededText, readText } from './row.ts';
import type { RawRow } from './row.ts';
import { readErpDate } from './time.ts';
import { readStampText } from './map-stamp.ts';

export const mapStyle = (row: RawRow, profile: Profile): ErpStyleRecord => {
  const style = readNeededText(row, 'style');
  return {
    pkey: readNeededText(row, 'pkey').trim(),
    style,
    name: readText(row, 'style_name'),
    description: readText(row, 'style_desc'),
    groupCodes: Array.from({ length: 8 }, (_, index) => readText(row, `group_code${index + 1}`)),
    isActive: readFlag(row, 'active_ok', true),
    price: mapPrice(row, profile),
    lastMod: readStampText(row, 'last_mod', profile),
    colours: mapChild(row, 'styledetail', (colour) => mapColour(colour, style, profile)),
  };
};

const mapColour = (row: RawRow, style: string, profile: Profile): ErpColourRecord => ({
  pkey: readText(row, 'pkey').trim(),
  division: readItem(row, profile, style).division,
  season: readText(row, 'season'),
  colorCode: readText(row, 'color_code'),
  colorName: readText(row, 'color_name'),
  lblCode: readText(row, 'lbl_code'),
  dimension: readText(row, 'dimension'),
  weight: readDecimal(row, 'gar_wgt'),
  channelCodes: readChannels(row),
  isActive: readFlag(row, 'active_ok', true),
  price: mapPrice(row, profile),
  sizes: mapChild(row, 'stylecolorsizes', (size) => mapSize(size, row, style, profile)),
});

/** catg_dest1, catg_dest2, …: the channels a colour is made for. */
const readChannels = (row: RawRow): string[] =>
  Object.keys(row.members)
    .filter((member) => /^catg_dest\d+$/.test(member))
    .sort()
    .map((member) => readText(row, member))
    .filter((code) => code !== '');

/** A size row repeats colour, label and dimension; where it leaves one out, the colour's counts. */
const mapSize = (row: RawRow, colour: RawRow, style: string, profile: Profile): ErpSizeRecord => {
  const members: Record<string, unknown> = { ...row.members };
  for (const member of ['division', 'color_code', 'lbl_code', 'dimension']) {
    if (readText(row, member) === '') members[member] = colour.members[member];
  }
  const item = readItem({ members, children: {} }, profile, style);
  return {
    pkey: readText(row, 'pkey').trim(),
    item: { ...item, sizeDesc: readNeededText(row, 'size_desc') },
    sku: composeSku(item, profile),
    sizePosition: readCount(row, 'size_pos') ?? 0,
    ean: readText(row, 'ean').trim(),
    isActive: readFlag(row, 'active_ok', true),
    price: mapPrice(row, profile),
  };
};

const mapPrice = (row: RawRow, profile: Profile): ErpPrice => {
  const dateText = readText(row, 'price_date').trim();
  return {
    listPrice: readDecimal(row, 'list_price') || null,
    retailPrice: readDecimal(row, 'retail_price') || null,
    currency: readText(row, 'curr_code').trim(),
    priceDate: dateText === '' ? null : readErpDate(dateText, profile.formats.zone),
  };
};
