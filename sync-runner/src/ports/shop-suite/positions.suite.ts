import { beforeAll, describe, expect, it } from 'vitest';
import { PositionsAnswer } from '#contracts/position.ts';
import { HandshakeAnswer } from '#contracts/handshake.ts';
import { buy, makeProduct, peekStock, type MadeProduct } from './fixtures.suite.ts';
import { openShopDoor, type Heard, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

const why = (ats: number) => ({
  ats,
  as_of_utc: '2026-03-03T09:00:00Z',
  snapshot_id: 's1',
  contained: 0,
  in_flight: 0,
  in_flight_orders: [],
  held_back: 0,
  candidates: [{ scope: 'shop', label: 'Whole shop', kind: 'off', units: 0, won: true, note: 'No other rule.' }],
  position: ats,
});

interface Row {
  sku: string;
  position: number;
  uncontained?: number;
}

/** The position write: relative to the last one, once per generation, adopted by the first. */
export const describeShopPositions = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: positions`, () => {
    let door: ShopDoor;
    let made: MadeProduct;
    let generation = 0;

    const send = (at: number, rows: Row[]): Promise<Heard> =>
      door.post('wc-cherry-bridge/v1/positions', {
        version: 1,
        generation: at,
        rows: rows.map(({ sku, position, uncontained }) => ({
          sku,
          position,
          why: why(position),
          ...(uncontained === undefined ? {} : { adopt: { uncontained } }),
        })),
      });
    const write = async (at: number, rows: Row[]) => {
      const heard = await send(at, rows);
      expect(heard.status).toBe(200);
      return PositionsAnswer.parse(heard.body).rows;
    };
    const next = (): number => (generation += 1);

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 0);
      generation = HandshakeAnswer.parse((await door.get('wc-cherry-bridge/v1/handshake')).body).highest_generation;
    });

    it('says in the handshake what it can do and the highest generation it took', async () => {
      const shop = HandshakeAnswer.parse((await door.get('wc-cherry-bridge/v1/handshake')).body);
      expect(shop.features).toEqual(
        expect.arrayContaining([
          'positions',
          'shipments',
          'order-links',
          'failures',
          'reports',
          'settings',
          'commands',
        ]),
      );
      expect(shop.shop).toMatchObject({
        currency: 'USD',
        price_decimals: 2,
        stock_managed: true,
        hold_stock_minutes: 60,
      });
      const at = next();
      await write(at, [{ sku: made.skus[0], position: 10, uncontained: 0 }]);
      expect(HandshakeAnswer.parse((await door.get('wc-cherry-bridge/v1/handshake')).body).highest_generation).toBe(at);
    });

    it('moves stock by new less old position, whatever was sold in between', async () => {
      await write(next(), [{ sku: made.skus[0], position: 10 }]);
      const before = (await peekStock(door, made.ids[0])).stock ?? 0;
      await buy(door, made.ids[0], 2);
      const [row] = await write(next(), [{ sku: made.skus[0], position: 13 }]);
      expect(row).toMatchObject({
        outcome: 'written',
        product_id: made.ids[0],
        stock_before: before - 2,
        stock_after: before + 1,
      });
      expect(await peekStock(door, made.ids[0])).toMatchObject({
        stock: before + 1,
        lookup: { stock_quantity: before + 1 },
      });
    });

    it('does nothing on a repeat and refuses an older generation', async () => {
      const at = next();
      await write(at, [{ sku: made.skus[0], position: 20 }]);
      const { stock } = await peekStock(door, made.ids[0]);
      expect((await write(at, [{ sku: made.skus[0], position: 20 }]))[0]).toMatchObject({
        outcome: 'repeated',
        stock_after: stock,
      });
      expect((await write(at - 1, [{ sku: made.skus[0], position: 5 }]))[0]).toMatchObject({
        outcome: 'stale',
        stock_after: stock,
      });
      expect((await peekStock(door, made.ids[0])).stock).toBe(stock);
    });

    it('adopts a SKU that sold before: stock becomes position less what is not contained', async () => {
      const other = await makeProduct(door, 9);
      await buy(door, other.ids[0], 4);
      const [row] = await write(next(), [{ sku: other.skus[0], position: 30, uncontained: 4 }]);
      expect(row).toMatchObject({ outcome: 'written', stock_before: 5, stock_after: 26 });
    });

    it('skips what it does not know, does not manage or has not adopted, and writes the rest', async () => {
      const other = await makeProduct(door, 1);
      await door.put(`wc/v3/products/${other.parentId}/variations/${other.ids[1]}`, { manage_stock: false });
      const rows = await write(next(), [
        { sku: `${other.style}-nothing`, position: 1, uncontained: 0 },
        { sku: other.skus[1], position: 1, uncontained: 0 },
        { sku: other.skus[0], position: 1 },
        { sku: made.skus[0], position: 21 },
      ]);
      expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['skipped', 'unknown-sku'],
        ['skipped', 'unmanaged'],
        ['skipped', 'not-adopted'],
        ['written', null],
      ]);
    });

    it('keeps the sign of a debt, sells out at zero and comes back', async () => {
      const other = await makeProduct(door, 0);
      await write(next(), [{ sku: other.skus[0], position: 2, uncontained: 0 }]);
      expect((await door.get(`wc/v3/products/${other.parentId}`)).body.stock_status).toBe('instock');
      await write(next(), [{ sku: other.skus[0], position: -3 }]);
      expect(await peekStock(door, other.ids[0])).toMatchObject({
        stock: -3,
        stock_status: 'outofstock',
        lookup: { stock_status: 'outofstock' },
      });
      expect((await door.get(`wc/v3/products/${other.parentId}`)).body.stock_status).toBe('outofstock');
      await write(next(), [{ sku: other.skus[0], position: 1 }]);
      expect(await peekStock(door, other.ids[0])).toMatchObject({ stock: 1, stock_status: 'instock' });
      expect((await door.get(`wc/v3/products/${other.parentId}/variations/${other.ids[0]}`)).body).toMatchObject({
        stock_quantity: 1,
        stock_status: 'instock',
      });
    });

    it('explains the number of a SKU and lists it', async () => {
      const answer = (await door.get(`wc-cherry-bridge/v1/stock/${made.skus[0]}`)).body;
      expect(answer).toMatchObject({ row: { sku: made.skus[0], product_id: made.ids[0] }, why: { ats: 21 } });
      expect(answer.sentences.length).toBeGreaterThan(2);
      const list = (await door.get(`wc-cherry-bridge/v1/stock?search=${made.style}&per_page=20`)).body;
      expect((list.rows as { sku: string }[]).map(({ sku }) => sku)).toEqual(expect.arrayContaining([...made.skus]));
    });

    it('refuses a message that breaks the contract, with field and fix, and changes nothing', async () => {
      const { stock } = await peekStock(door, made.ids[0]);
      const heard = await door.post('wc-cherry-bridge/v1/positions', {
        version: 1,
        generation: next(),
        rows: [{ sku: made.skus[0], position: 'many', why: why(1) }],
      });
      expect(heard).toMatchObject({
        status: 400,
        body: { code: 'cherry_bridge_contract_refused', data: { field: expect.stringContaining('rows[0].position') } },
      });
      expect(
        await door.post('wc-cherry-bridge/v1/positions', { version: 2, generation: next(), rows: [] }),
      ).toMatchObject({ status: 400, body: { code: 'cherry_bridge_unknown_version' } });
      expect((await peekStock(door, made.ids[0])).stock).toBe(stock);
    });

    it('takes positions from the runner alone', async () => {
      const body = { version: 1, generation: next(), rows: [{ sku: made.skus[0], position: 1, why: why(1) }] };
      expect(await door.call('manager', 'POST', 'wc-cherry-bridge/v1/positions', body)).toMatchObject({
        status: 403,
        body: { code: 'cherry_bridge_forbidden' },
      });
      expect(await door.call('nobody', 'POST', 'wc-cherry-bridge/v1/positions', body)).toMatchObject({
        status: 401,
        body: { code: 'cherry_bridge_forbidden' },
      });
    });
  });
};
