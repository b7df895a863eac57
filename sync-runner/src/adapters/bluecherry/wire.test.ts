import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.ts';
import { mapStyle } from './map-style.ts';
import { defaultProfile } from './profile.ts';
import { RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import type { RouteName } from './wire.ts';

const firstRow = (json: unknown, route: RouteName, profile = defaultProfile): RawRow => {
  const row = readEnvelope(json, route, profile)?.rows[0];
  if (row === undefined) throw new Error('no row');
  return row;
};

/** The examples of bluecherry.md 4.1, 4.4 and 4.6, blocks filled in. */
const sizeRow = (key: number, colourKey: number, size: string, position: number) => ({
  pkey: key,
  fkey: colourKey,
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_pos: position,
  size_desc: size,
  upc: '800101010010',
  ean: '',
  active_ok: 'Y',
  list_price: null,
  retail_price: '29.99',
  curr_code: 'USD',
  price_date: null,
});
const colourRow = (key: number, color: string) => ({
  pkey: key,
  fkey: 101,
  division: '01',
  season: 'SP25',
  third_party_item: '',
  std_cost: '7.15',
  gar_wgt: '0.35',
  catg_dest1: 'SHP',
  catg_dest2: '',
  color_code: color,
  color_name: 'Navy',
  lbl_code: '',
  dimension: '',
  active_ok: 'Y',
  list_price: '',
  retail_price: '',
  curr_code: '',
  price_date: null,
});
const styleRow = {
  pkey: 101,
  style: '00101',
  style_name: 'Tee',
  style_desc: '',
  group_code1: 'TOPS',
  group_code2: '',
  active_ok: 'Y',
  list_price: '35.00',
  retail_price: '31.00',
  curr_code: 'USD',
  price_date: '2025-06-01T00:00:00',
  last_mod: '2025-03-01T10:00:00.000',
};

const nestedStyle = (keys: readonly [string, string] = ['rows-i', 'rows-i']) => ({
  version: '1.0',
  data: {
    header: [
      {
        ...styleRow,
        styledetail: {
          rows: [
            { ...colourRow(2011, '010'), stylecolorsizes: { [keys[0]]: [sizeRow(30111, 2011, 'XS', 1)] } },
            {
              ...colourRow(2012, '020'),
              stylecolorsizes: { [keys[1]]: [{ ...sizeRow(30121, 2012, 'XS', 1), color_code: '020' }] },
            },
          ],
        },
      },
    ],
  },
});
const flatStyle = {
  version: '1.0',
  data: {
    header: [styleRow],
    styledetail: { rows: [colourRow(2011, '010'), colourRow(2012, '020')] },
    stylecolorsizes: {
      'rows-i': [sizeRow(30111, 2011, 'XS', 1), { ...sizeRow(30121, 2012, 'XS', 1), color_code: '020' }],
    },
  },
};

describe('a style', () => {
  it.each([
    ['nested', nestedStyle()],
    ['numbered', nestedStyle(['rows-1', 'rows-2'])],
    ['flat', flatStyle],
  ])('reads the same in the %s layout', (_layout, json) => {
    const style = mapStyle(firstRow(json, 'style'), defaultProfile);
    expect(style).toMatchObject({
      pkey: '101',
      style: '00101',
      name: 'Tee',
      isActive: true,
      lastMod: '2025-03-01 10:00:00',
      price: { listPrice: '35.00', retailPrice: '31.00', currency: 'USD', priceDate: '2025-06-01' },
    });
    expect(style.groupCodes).toEqual(['TOPS', '', '', '', '', '', '', '']);
    expect(style.colours.map((colour) => [colour.colorCode, colour.sizes.map((size) => size.sku)])).toEqual([
      ['010', ['01|00101|010|||XS']],
      ['020', ['01|00101|020|||XS']],
    ]);
    expect(style.colours[0]).toMatchObject({ season: 'SP25', channelCodes: ['SHP'], price: { retailPrice: null } });
    expect(style.colours[0]?.sizes[0]).toMatchObject({
      sizePosition: 1,
      price: { listPrice: null, retailPrice: '29.99' },
    });
  });

  it('that lost its colours in the answer is a fault, not a style without colours', () => {
    const row = firstRow({ version: '1.0', data: { header: [styleRow] } }, 'style');
    expect(() => mapStyle(row, defaultProfile)).toThrow('styledetail is missing');
  });

  it('names the field that cannot be read, with its place', () => {
    const json = nestedStyle();
    const colour = json.data.header[0]?.styledetail.rows[1];
    const size = colour?.stylecolorsizes['rows-i']?.[0] as Record<string, unknown> | undefined;
    if (size) size['size_pos'] = 'first';
    expect(() => mapStyle(firstRow(json, 'style'), defaultProfile)).toThrow(
      new RowFault('styledetail[1].stylecolorsizes[0].size_pos', 'is not a whole number'),
    );
  });
});

describe('an envelope', () => {
  it.each([
    { version: '1.0' },
    { version: '1.0', data: null },
    { version: '1.0', data: {} },
    { version: '1.0', data: { header: [] } },
  ])('past the end is empty: %j', (json) => {
    expect(readEnvelope(json, 'style', defaultProfile)?.rows).toEqual([]);
  });

  it.each([
    {},
    [],
    'text',
    7,
    null,
    { data: 'x', version: '1' },
    { result: [] },
    { version: '1', data: { header: ['x'] } },
  ])('is none: %j', (json) => {
    const envelope = readEnvelope(json, 'style', defaultProfile);
    expect(envelope === null || envelope.rows.length === 0).toBe(true);
    if (typeof json !== 'object' || json === null || !('version' in json)) expect(envelope).toBeNull();
  });
});
