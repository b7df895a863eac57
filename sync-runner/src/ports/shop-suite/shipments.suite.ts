import { beforeAll, describe, expect, it } from 'vitest';
import { OrderLinksAnswer } from '#contracts/order-link.ts';
import { ShipmentsAnswer } from '#contracts/shipment.ts';
import { buy, mailsTo, makeProduct, type MadeProduct } from './fixtures.suite.ts';
import { freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

interface CartonSketch {
  carton: string;
  tracking: string;
  units: number;
  voided?: boolean;
}

/** Parcels told once, order numbers kept once. */
export const describeShopShipments = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: shipments and links`, () => {
    let door: ShopDoor;
    let made: MadeProduct;

    const sketch = (orderId: number, key: string, lineId: number, cartons: CartonSketch[], complete: boolean) => ({
      shipment_key: key,
      order_id: orderId,
      reference: `W1-${orderId}`,
      erp_order: '0000501',
      shipped_on: '2026-03-03',
      carrier: 'UPG',
      carrier_name: 'UPS Ground',
      voided: false,
      complete,
      without_tracking: false,
      cartons: cartons.map(({ carton, tracking, units, voided = false }) => ({
        carton_num: carton,
        tracking_number: tracking,
        voided,
        lines: [{ line_item_id: lineId, sku: made.skus[0], quantity: units }],
      })),
    });
    const send = async (shipment: object) => {
      const heard = await door.post('wc-cherry-bridge/v1/shipments', { version: 1, shipments: [shipment] });
      expect(heard.status).toBe(200);
      const [row] = ShipmentsAnswer.parse(heard.body).rows;
      return row;
    };
    const order = async (id: number) => (await door.get(`wc/v3/orders/${id}`)).body;
    const bought = async (units: number) => {
      const { orderId, email } = await buy(door, made.ids[0], units);
      return {
        orderId,
        email,
        lineId: (await order(orderId)).line_items[0].id as number,
        mails: (await mailsTo(door, email)).length,
      };
    };

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 60);
    });

    it('completes an order shipped in two cartons once, with both numbers and one mail', async () => {
      const { orderId, email, lineId, mails } = await bought(2);
      const shipment = sketch(
        orderId,
        freshWord(),
        lineId,
        [
          { carton: 'A', tracking: '1Z01', units: 1 },
          { carton: 'B', tracking: '1Z02', units: 1 },
        ],
        true,
      );
      expect(await send(shipment)).toMatchObject({ outcome: 'written', buyer_told: true, order_status: 'completed' });
      expect(await send(shipment)).toMatchObject({ outcome: 'repeated', buyer_told: true, order_status: 'completed' });
      expect(await mailsTo(door, email)).toHaveLength(mails + 1);
      expect(
        JSON.stringify(
          (await order(orderId)).meta_data.find(({ key }: { key: string }) => key === '_cherry_bridge_shipments'),
        ),
      ).toMatch(/1Z01.*1Z02/);
      const notes = (await door.call('admin', 'GET', `wc/v3/orders/${orderId}/notes`)).body as { note: string }[];
      expect(notes.filter(({ note }) => note.includes('1Z01') && note.includes('1Z02'))).toHaveLength(1);
    });

    it('tells of each earlier shipment by one customer note and completes with the last', async () => {
      const { orderId, email, lineId, mails } = await bought(2);
      const first = sketch(orderId, freshWord(), lineId, [{ carton: 'A', tracking: '1Z11', units: 1 }], false);
      expect(await send(first)).toMatchObject({ outcome: 'written', buyer_told: true, order_status: 'processing' });
      expect(await send(first)).toMatchObject({ outcome: 'repeated' });
      expect(await mailsTo(door, email)).toHaveLength(mails + 1);
      expect((await mailsTo(door, email)).at(-1)?.message).toContain('1Z11');
      const last = sketch(orderId, freshWord(), lineId, [{ carton: 'B', tracking: '1Z12', units: 1 }], true);
      expect(await send(last)).toMatchObject({ outcome: 'written', order_status: 'completed' });
      expect(await mailsTo(door, email)).toHaveLength(mails + 2);
    });

    it('waits with the mail for a tracking number, then goes on when it comes or when it is told to', async () => {
      const { orderId, email, lineId, mails } = await bought(1);
      const key = freshWord();
      const bare = sketch(orderId, key, lineId, [{ carton: 'A', tracking: '', units: 1 }], true);
      expect(await send(bare)).toMatchObject({
        outcome: 'waits-for-tracking',
        buyer_told: false,
        order_status: 'processing',
      });
      expect(await mailsTo(door, email)).toHaveLength(mails);
      expect(
        await send(sketch(orderId, key, lineId, [{ carton: 'A', tracking: '1Z21', units: 1 }], true)),
      ).toMatchObject({ outcome: 'written', buyer_told: true, order_status: 'completed' });
      expect(await mailsTo(door, email)).toHaveLength(mails + 1);
      const second = await bought(1);
      const late = {
        ...sketch(second.orderId, freshWord(), second.lineId, [{ carton: 'A', tracking: '', units: 1 }], true),
        without_tracking: true,
      };
      expect(await send(late)).toMatchObject({ outcome: 'written', buyer_told: true, order_status: 'completed' });
    });

    it('adds a carton that comes later without telling the buyer twice of the first', async () => {
      const { orderId, email, lineId, mails } = await bought(2);
      const key = freshWord();
      await send(sketch(orderId, key, lineId, [{ carton: 'A', tracking: '1Z31', units: 1 }], false));
      const both = sketch(
        orderId,
        key,
        lineId,
        [
          { carton: 'A', tracking: '1Z31', units: 1 },
          { carton: 'B', tracking: '1Z32', units: 1 },
        ],
        true,
      );
      expect(await send(both)).toMatchObject({ outcome: 'written', buyer_told: true, order_status: 'completed' });
      expect(await mailsTo(door, email)).toHaveLength(mails + 1);
    });

    it('refuses the shipment of an unknown or a cancelled order, with a sentence', async () => {
      const unknown = await send(
        sketch(999_999_999, freshWord(), 1, [{ carton: 'A', tracking: '1Z41', units: 1 }], true),
      );
      expect(unknown).toMatchObject({ outcome: 'refused', buyer_told: false });
      expect(unknown?.reason).not.toBe('');
      const { orderId, lineId } = await bought(1);
      await door.call('admin', 'PUT', `wc/v3/orders/${orderId}`, { status: 'cancelled' });
      expect(
        await send(sketch(orderId, freshWord(), lineId, [{ carton: 'A', tracking: '1Z42', units: 1 }], true)),
      ).toMatchObject({ outcome: 'refused', order_status: 'cancelled' });
    });

    it('writes the number of an order once, and skips what is older or unknown', async () => {
      const { orderId, email, mails } = await bought(1);
      const link = (at: string, sentence: string) => ({
        order_id: orderId,
        reference: `W1-${orderId}`,
        state: 'confirmed',
        erp_order: '0000501',
        erp_key: '77',
        sentence,
        at_utc: at,
      });
      const write = async (links: object[]) =>
        OrderLinksAnswer.parse(
          (await door.post('wc-cherry-bridge/v1/order-links', { version: 1, links })).body,
        ).rows.map(({ outcome }) => outcome);
      expect(
        await write([
          link('2026-03-03T09:00:00Z', 'In Blue Cherry.'),
          { ...link('2026-03-03T09:00:00Z', ''), order_id: 999_999_999 },
        ]),
      ).toEqual(['written', 'skipped']);
      expect(await write([link('2026-03-03T09:00:00Z', 'In Blue Cherry.')])).toEqual(['repeated']);
      expect(await write([link('2026-03-03T08:00:00Z', 'Sent.')])).toEqual(['skipped']);
      const meta = (await order(orderId)).meta_data as { key: string; value: string }[];
      expect(meta.find(({ key }) => key === '_cherry_bridge_erp_order')?.value).toBe('0000501');
      expect(meta.find(({ key }) => key === '_cherry_bridge_erp_key')?.value).toBe('77');
      expect(await mailsTo(door, email)).toHaveLength(mails);
    });

    it('fails a route for as long as the bench asks, and heals', async () => {
      await door.call('admin', 'PUT', 'cherry-test/v1/faults', {
        route: '^/wc-cherry-bridge/v1/handshake',
        status: 500,
        count: 1,
      });
      expect((await door.get('wc-cherry-bridge/v1/handshake')).status).toBe(500);
      expect((await door.get('wc-cherry-bridge/v1/handshake')).status).toBe(200);
      await door.call('admin', 'DELETE', 'cherry-test/v1/faults');
    });
  });
};
