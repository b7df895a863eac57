import type { Carton, Pick, Shipment } from '../world/order.ts';
import { readStatus, shareOf, sumAmounts } from '../world/order.ts';
import { writePrice } from '../world/money.ts';
import { writeAddress, writeAmounts, writeSku } from './render-order.ts';
import type { WireChild, WireNode, WireRow } from './shape.ts';

const EMPTY_PICK_MEMBERS =
  'department center_code edi_doc_num scac_code ship_terms load_id bill_num bill_optn consol_num mani_num pro_num pre_inv ord_volume eod_actual_frgt rrc vicsmbol notes'.split(
    ' ',
  );

/** AMT of a pick = its units, without charges. */
export const writePick = (pick: Pick): WireRow => ({
  pkey: pick.pkey,
  ord_num: pick.order.ordNum,
  po_num: pick.order.poNum,
  last_mod: pick.lastMod.text,
  ...writeAmounts(
    pick.order.currCode,
    sumAmounts(
      pick.lines.map((row) => shareOf(row.line, row.qty)),
      [],
    ),
  ),
  ord_type: pick.order.ordType,
  ord_status: readStatus(pick.order),
  ...Object.fromEntries(EMPTY_PICK_MEMBERS.map((member) => [member, ''])),
  pick_num: pick.pickNum,
  altpo: pick.order.altpo,
  pick_status: pick.status,
  customer: pick.order.customer,
  end_date: pick.order.endDate,
  pick_date: pick.pickDate,
  shipper: pick.order.shipper,
  location: pick.location,
  store: pick.order.store,
  ship_date: pick.shipDate,
  inv_num: pick.invNum,
});

export const pickChildren = (pick: Pick): WireChild[] => [
  { name: 'pickdetail', nodes: pick.lines.map((row) => ({ row: writePickLine(pick, row), children: [] })) },
  { name: 'pickaddress', nodes: pick.addresses.map((address) => writeAddress(address, pick.pkey)) },
];

const writePickLine = (pick: Pick, row: Pick['lines'][number]): WireRow => ({
  pkey: row.pkey,
  fkey: pick.pkey,
  line_seq: row.line.lineSeq,
  ...writeSku(row.line.sku),
  pick_num: pick.pickNum,
  price: writePrice(row.line.price),
  bk_qty: row.qty,
  total_qty: row.qty,
  location: pick.location,
  org_color: row.line.org?.color ?? '',
  notes: row.line.notes,
  vas_serial_no: '',
});

export const writeShipment = (shipment: Shipment): WireRow => ({
  pkey: shipment.pkey,
  ord_num: shipment.pick.order.ordNum,
  po_num: shipment.pick.order.poNum,
  last_mod: shipment.lastMod.text,
  ship_num: shipment.shipNum,
  pick_num: shipment.pick.pickNum,
  ship_date: shipment.shipDate,
  shipper: shipment.shipper,
  scac_code: shipment.scacCode,
  location: shipment.pick.location,
  inv_num: shipment.invNum,
  void_ok: writeYes(shipment.isVoid),
});

export const writeYes = (is: boolean): 'Y' | 'N' => (is ? 'Y' : 'N');

export const shipmentChildren = (shipment: Shipment): WireChild[] => [
  { name: 'cartonheader', nodes: shipment.cartons.map((carton) => writeCarton(carton, shipment.pkey)) },
];

const writeCarton = (carton: Carton, fkey: number): WireNode => ({
  row: {
    pkey: carton.pkey,
    fkey,
    carton_num: carton.cartonNum,
    track_no: carton.trackNo,
    weight: carton.weight,
    void_ok: writeYes(carton.isVoid),
  },
  children: [
    {
      name: 'cartondetail',
      nodes: carton.lines.map((row) => ({
        row: {
          pkey: row.pkey,
          fkey: carton.pkey,
          line_seq: row.line.lineSeq,
          ...writeSku(row.line.sku),
          ship_qty: row.qty,
        },
        children: [],
      })),
    },
  ],
});
