import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShopPort } from './shop.ts';
import { buy } from './shop-suite/fixtures.suite.ts';
import { freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-suite/shop-door.suite.ts';

/** A shop port under test and the address of the shop behind it. */
export interface ShopPortUnderTest {
  readonly shop: ShopPort;
  readonly address: ShopAddress;
  close(): Promise<void>;
}

/** What every implementation of the shop port must do; the shop behind it has the plugin and the test bench. */
export const describeShopPort = (name: string, open: () => Promise<ShopPortUnderTest>): void => {
  describe(`${name}: shop port`, () => {
    let world: ShopPortUnderTest;
    let shop: ShopPort;
    let door: ShopDoor;
    let style: string;
    let parentId: number;
    let colourId: number;
    let sizeId: number;

    const variation = (size: string, price = '29.99') => ({
      sku: `${style}-${size}`,
      erpKey: `${style}-key-${size}`,
      barcode: '',
      price,
      status: 'publish' as const,
      attributes: [
        { attributeId: colourId, option: 'Navy' },
        { attributeId: sizeId, option: size },
      ],
      manageStock: true,
    });
    const fail = (route: string, method: string, when: 'before' | 'after', count = 1) =>
      door.call('admin', 'PUT', 'cherry-test/v1/faults', { route, method, when, count, status: 500 });

    beforeAll(async () => {
      world = await open();
      shop = world.shop;
      door = openShopDoor(world.address);
      style = freshWord();
      colourId = (await shop.ensureAttribute('Colour')).id;
      sizeId = (await shop.ensureAttribute('Size')).id;
      await shop.ensureTerms(colourId, ['Navy']);
      await shop.ensureTerms(sizeId, ['XS', 'S', 'M', 'L']);
      const made = await shop.createProduct({
        sku: style,
        erpKey: `${style}-key`,
        name: `Shirt ${style}`,
        status: 'draft',
        attributes: [
          { attributeId: colourId, options: ['Navy'] },
          { attributeId: sizeId, options: ['XS', 'S', 'M'] },
        ],
      });
      expect(made.outcome).toBe('written');
      parentId = made.outcome === 'written' ? made.id : 0;
    });
    afterAll(() => world.close());

    it('finds the attribute it made and keeps sizes in their order, whoever came first', async () => {
      const name = `Length ${freshWord()}`;
      const { id } = await shop.ensureAttribute(name);
      expect((await shop.ensureAttribute(name)).id).toBe(id);
      await shop.ensureTerms(id, ['S', 'L']);
      await shop.ensureTerms(id, ['XS', 'S', 'M', 'L']);
      const terms = (await door.get(`wc/v3/products/attributes/${id}/terms?_fields=name,menu_order`)).body as {
        name: string;
        menu_order: number;
      }[];
      const inOrder = [...terms].sort((a, b) => a.menu_order - b.menu_order);
      expect(inOrder.map((term) => term.name)).toEqual(['XS', 'S', 'M', 'L']);
    });

    it('orders terms that nobody ordered before', async () => {
      const { id } = await shop.ensureAttribute(`Width ${freshWord()}`);
      for (const name of ['Narrow', 'Wide']) await door.post(`wc/v3/products/attributes/${id}/terms`, { name });
      await shop.ensureTerms(id, ['Wide', 'Narrow', 'Medium']);
      const terms = (await door.get(`wc/v3/products/attributes/${id}/terms?_fields=name,menu_order`)).body as {
        name: string;
        menu_order: number;
      }[];
      const names = [...terms].sort((a, b) => a.menu_order - b.menu_order).map(({ name }) => name);
      expect(names).toEqual(['Wide', 'Narrow', 'Medium']);
    });

    it('creates variations and reads them back as they were meant', async () => {
      const results = await shop.writeVariations(parentId, [variation('S'), variation('M', '')]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
      const items = await shop.readVariations(parentId);
      expect(items.find(({ sku }) => sku === `${style}-S`)).toMatchObject({
        parentId,
        erpKey: `${style}-key-S`,
        price: '29.99',
        status: 'publish',
        isStockManaged: true,
        attributes: { Colour: 'Navy', Size: 'S' },
      });
      expect((await shop.findItems([style, `${style}-S`, `${style}-none`])).map(({ sku }) => sku).sort()).toEqual([
        style,
        `${style}-S`,
      ]);
    });

    it('answers each variation for itself: a taken SKU is refused, its neighbour is written', async () => {
      const results = await shop.writeVariations(parentId, [variation('S'), variation('XS')]);
      expect(results[0]).toMatchObject({ outcome: 'refused', sku: `${style}-S`, code: 'product_invalid_sku' });
      expect(results[1]).toMatchObject({ outcome: 'written', sku: `${style}-XS` });
    });

    it('updates by id and keeps the order of results over a mixed list', async () => {
      const [found] = await shop.findItems([`${style}-S`]);
      const results = await shop.writeVariations(parentId, [
        { ...variation('S', '31.00'), id: found?.id, manageStock: undefined },
        { id: 999_999_999, price: '1' },
      ]);
      expect(results).toMatchObject([{ outcome: 'written', id: found?.id }, { outcome: 'refused' }]);
      expect((await shop.findItems([`${style}-S`]))[0]?.price).toBe('31.00');
    });

    it('finds by its SKU a product whose creation was answered with a fault', async () => {
      const sku = freshWord();
      await fail('^/wc/v3/products$', 'POST', 'after');
      const made = await shop.createProduct({
        sku,
        erpKey: `${sku}-key`,
        name: 'Late',
        status: 'draft',
        attributes: [],
      });
      expect(made).toMatchObject({ outcome: 'written', sku });
      expect(await shop.findItems([sku])).toHaveLength(1);
    });

    it('leaves open what became of a product that is not there after a fault, and sends it once only', async () => {
      const sku = freshWord();
      await fail('^/wc/v3/products$', 'POST', 'before');
      await expect(
        shop.createProduct({ sku, erpKey: `${sku}-key`, name: 'Lost', status: 'draft', attributes: [] }),
      ).rejects.toMatchObject({ code: 'SHOP_OUTCOME_UNKNOWN' });
      expect(await shop.findItems([sku])).toEqual([]);
    });

    it('finds by their SKUs variations whose creation was answered with a fault', async () => {
      const product = await shop.createProduct({
        sku: freshWord(),
        name: 'Twin',
        status: 'draft',
        attributes: [{ attributeId: sizeId, options: ['S'] }],
      });
      const id = product.outcome === 'written' ? product.id : 0;
      const sku = freshWord();
      await fail('variations/batch$', 'POST', 'after');
      const results = await shop.writeVariations(id, [
        { sku, price: '5.00', attributes: [{ attributeId: sizeId, option: 'S' }], manageStock: true },
      ]);
      expect(results).toMatchObject([{ outcome: 'written', sku }]);
      expect(await shop.readVariations(id)).toHaveLength(1);
    });

    it('publishes a product, reads it alone and gives null for one that is not there', async () => {
      expect(await shop.updateProduct(parentId, { status: 'publish' })).toMatchObject({
        outcome: 'written',
        id: parentId,
      });
      expect(await shop.readProduct(parentId)).toMatchObject({
        id: parentId,
        sku: style,
        status: 'publish',
        erpKey: `${style}-key`,
      });
      expect(await shop.readProduct(999_999_999)).toBeNull();
    });

    it('lists heads of changed orders newest first, and reads whole orders by id', async () => {
      const [item] = await shop.findItems([`${style}-S`]);
      await door.put(`wc/v3/products/${parentId}/variations/${item?.id}`, { stock_quantity: 5 });
      const { orderId, email } = await buy(door, item?.id ?? 0, 2);
      const heads = await shop.readOrderHeads({ modifiedAfterMs: null, page: 1 });
      const head = heads.find(({ id }) => id === orderId);
      expect(heads.map(({ modifiedAtMs }) => modifiedAtMs)).toEqual(
        heads.map(({ modifiedAtMs }) => modifiedAtMs).sort((a, b) => b - a),
      );
      const atMs = head?.modifiedAtMs ?? 0;
      const after = async (bound: number) =>
        (await shop.readOrderHeads({ modifiedAfterMs: bound, page: 1 })).map(({ id }) => id);
      expect(await after(atMs - 1000)).toContain(orderId);
      expect(await after(atMs)).not.toContain(orderId);
      const { orders, quarantined } = await shop.readOrders([orderId]);
      expect(quarantined).toEqual([]);
      expect(orders).toMatchObject([
        {
          id: orderId,
          status: 'processing',
          billing: { email, country: 'US' },
          lines: [{ sku: `${style}-S`, quantityEach: 2, reducedEach: 2, subtotal: '62.00' }],
          charges: [{ kind: 'shipping', code: 'flat_rate', total: '5.95' }],
          refundIds: [],
        },
      ]);
      expect(orders[0]?.paidAtMs).not.toBeNull();
    });

    it('reads past a passing fault, and says so when it lasts', async () => {
      await fail('^/wc/v3/orders$', 'GET', 'before');
      await expect(shop.readOrderHeads({ modifiedAfterMs: null, page: 1 })).resolves.toBeDefined();
      await fail('^/wc/v3/orders$', 'GET', 'before', 50);
      await expect(shop.readOrderHeads({ modifiedAfterMs: null, page: 1 })).rejects.toMatchObject({
        code: 'SHOP_SERVER_ERROR',
      });
      await door.call('admin', 'DELETE', 'cherry-test/v1/faults');
    });

    it('shakes hands with the plugin', async () => {
      expect(await shop.handshake()).toMatchObject({
        version: 1,
        shop: { currency: 'USD' },
        limits: { positions_per_request: expect.any(Number) },
      });
    });
  });
};
