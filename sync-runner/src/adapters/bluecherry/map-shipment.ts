import type { ErpCarton, ErpShipment } from '#domain/shipment.ts';
import type { Profile } from './profile.ts';
import { readStampText } from './map-stamp.ts';
import {
  composeSku,
  mapChild,
  readFlag,
  readItem,
  readNeededCount,
  readNeededText,
  readText,
  RowFault,
} from './row.ts';
import type { RawRow } from './row.ts';
import { readErpDate } from './time.ts';

export const mapShipment = (row: RawRow, profile: Profile): ErpShipment => ({
  pkey: readNeededText(row, 'pkey').trim(),
  shipNum: readNeededText(row, 'ship_num'),
  erpOrder: readText(row, 'ord_num'),
  reference: readText(row, 'po_num'),
  shippedOn: readDay(row, 'ship_date', profile),
  shipper: readText(row, 'shipper'),
  isVoided: readFlag(row, 'void_ok', false),
  lastMod: readStampText(row, 'last_mod', profile),
  cartons: mapChild(row, 'cartonheader', (carton) => mapCarton(carton, profile)),
});

const readDay = (row: RawRow, member: string, profile: Profile): string => {
  const text = readText(row, member).trim();
  if (text === '') return '';
  const day = readErpDate(text, profile.formats.zone);
  if (day === null) throw new RowFault(member, 'is not a date');
  return day;
};

const mapCarton = (row: RawRow, profile: Profile): ErpCarton => ({
  cartonNum: readNeededText(row, 'carton_num'),
  trackingNumber: readText(row, 'track_no').trim(),
  isVoided: readFlag(row, 'void_ok', false),
  lines: mapChild(row, 'cartondetail', (line) => ({
    lineSeq: readNeededCount(line, 'line_seq'),
    sku: composeSku(readItem(line, profile), profile),
    quantityEach: readNeededCount(line, 'ship_qty'),
  })),
});
