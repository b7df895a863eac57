import { beforeAll, describe, expect, it } from 'vitest';
import { buy, makeProduct } from './fixtures.suite.ts';
import { openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

const gmt = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19);

/** The only form of a date that is right everywhere: UTC without `Z`, beside `dates_are_gmt`. */
export const describeShopDates = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: dates`, () => {
    let door: ShopDoor;
    let orderId: number;
    let modifiedMs: number;
    let offsetMinutes: number;

    const ids = async (after: string): Promise<number[]> => {
      const heard = await door.get(
        `wc/v3/orders?modified_after=${after}&dates_are_gmt=true&orderby=modified&order=desc&per_page=100&_fields=id`,
      );
      return (heard.body as { id: number }[]).map(({ id }) => id);
    };

    beforeAll(async () => {
      door = openShopDoor(address());
      const made = await makeProduct(door, 5);
      ({ orderId } = await buy(door, made.ids[0], 1));
      const order = (await door.get(`wc/v3/orders/${orderId}?_fields=date_modified_gmt`)).body;
      modifiedMs = Date.parse(`${order.date_modified_gmt}Z`);
      offsetMinutes = Math.round(Number((await door.get('')).body.gmt_offset) * 60);
    });

    it('finds an order changed one second after the bound', async () => {
      expect(await ids(gmt(modifiedMs - 1000))).toContain(orderId);
    });

    it('leaves out an order changed at the bound itself', async () => {
      expect(await ids(gmt(modifiedMs))).not.toContain(orderId);
    });

    it('reads a Z beside the flag as shop time: wrong by the offset of the shop', async () => {
      const shiftedMs = modifiedMs - offsetMinutes * 60_000;
      expect(await ids(`${gmt(shiftedMs - 1000)}Z`)).toContain(orderId);
      expect(await ids(`${gmt(shiftedMs)}Z`)).not.toContain(orderId);
    });

    it('reads a bound without flag and zone as shop wall time', async () => {
      const wall = gmt(modifiedMs - 1000 + offsetMinutes * 60_000);
      const heard = await door.get(`wc/v3/orders?modified_after=${wall}&orderby=modified&per_page=100&_fields=id`);
      expect((heard.body as { id: number }[]).map(({ id }) => id)).toContain(orderId);
    });

    it('answers both twins of a date, neither with a zone', async () => {
      const order = (await door.get(`wc/v3/orders/${orderId}`)).body;
      expect(order.date_created_gmt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
      expect(Date.parse(`${order.date_created}Z`) - Date.parse(`${order.date_created_gmt}Z`)).toBe(
        offsetMinutes * 60_000,
      );
    });

    it('refuses a date that is none', async () => {
      expect(await door.get('wc/v3/orders?modified_after=yesterday')).toMatchObject({
        status: 400,
        body: { code: 'rest_invalid_param' },
      });
    });

    it('moves the date of a product with every save', async () => {
      const made = await makeProduct(door);
      const path = `wc/v3/products/${made.parentId}`;
      const before = (await door.get(path)).body.date_modified_gmt as string;
      const saved = (await door.put(path, { name: 'Another name' })).body.date_modified_gmt as string;
      expect(Date.parse(`${saved}Z`)).toBeGreaterThanOrEqual(Date.parse(`${before}Z`));
      const heard = await door.get(
        `wc/v3/products?modified_after=${gmt(Date.parse(`${saved}Z`) - 1000)}&dates_are_gmt=true&per_page=100&_fields=id`,
      );
      expect((heard.body as { id: number }[]).map(({ id }) => id)).toContain(made.parentId);
    });
  });
};
