import { beforeAll, describe, expect, it } from 'vitest';
import { ensureAttribute, makeProduct, type MadeProduct } from './fixtures.suite.ts';
import { freshDigits, freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

/** Products, variations, SKU look-up, batches, attributes and their errors. */
export const describeShopCatalogue = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: catalogue`, () => {
    let door: ShopDoor;
    let made: MadeProduct;

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 5);
    });

    it('finds products and variations by an exact, comma-separated list of SKUs', async () => {
      const found = await door.get(
        `wc/v3/products?sku=${made.style},${made.skus[0]},nothing-${made.style}&per_page=100`,
      );
      const rows = found.body as { id: number; sku: string; type: string; parent_id: number }[];
      expect(rows.map(({ sku }) => sku).sort()).toEqual([made.style, made.skus[0]].sort());
      expect(rows.find(({ sku }) => sku === made.skus[0])).toMatchObject({
        type: 'variation',
        parent_id: made.parentId,
      });
      expect(found.headers.get('X-WP-Total')).toBe('2');
    });

    it('does not find a SKU by a part of it', async () => {
      expect((await door.get(`wc/v3/products?sku=${made.style.slice(0, -1)}`)).body).toEqual([]);
    });

    it('answers the attributes of a variation with name and option', async () => {
      const row = (await door.get(`wc/v3/products/${made.parentId}/variations/${made.ids[0]}`)).body;
      expect(row.attributes).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ id: made.colourId, name: 'Colour', option: 'Navy' }),
          expect.objectContaining({ id: made.sizeId, name: 'Size', option: 'S' }),
        ]),
      );
      expect(row).toMatchObject({
        manage_stock: true,
        stock_quantity: 5,
        stock_status: 'instock',
        regular_price: '29.99',
        status: 'publish',
      });
    });

    it('lists the ids of its variations on the product, whose price is the lowest of theirs', async () => {
      const row = (await door.get(`wc/v3/products/${made.parentId}`)).body;
      expect([...row.variations].sort()).toEqual([...made.ids].sort());
      expect(Number(row.price)).toBe(29.99);
      expect(row).toMatchObject({ type: 'variable', manage_stock: false, stock_quantity: null });
    });

    it('refuses a SKU that is taken, with 400 and the id of its owner', async () => {
      const heard = await door.post('wc/v3/products', { name: 'Twin', sku: made.skus[1] });
      expect(heard.status).toBe(400);
      expect(heard.body).toMatchObject({
        code: 'product_invalid_sku',
        data: { status: 400, resource_id: made.ids[1] },
      });
    });

    it('counts another letter case as the same SKU', async () => {
      const heard = await door.post('wc/v3/products', { name: 'Twin', sku: made.skus[1].toUpperCase() });
      expect(heard.body.code).toBe('product_invalid_sku');
    });

    it('answers a batch with 200 and an error beside its good neighbours, in order', async () => {
      const digits = freshDigits();
      const heard = await door.post(`wc/v3/products/${made.parentId}/variations/batch`, {
        create: [
          { sku: made.skus[0], regular_price: '1' },
          { sku: `${made.style}-L`, global_unique_id: digits, regular_price: '31.50' },
        ],
        update: [
          { id: made.ids[1], regular_price: '28.00' },
          { id: 999_999_999, regular_price: '1' },
        ],
      });
      expect(heard.status).toBe(200);
      expect(heard.body.create[0]).toMatchObject({
        id: 0,
        error: { code: 'product_invalid_sku', data: { status: 400 } },
      });
      expect(heard.body.create[1]).toMatchObject({
        sku: `${made.style}-L`,
        global_unique_id: digits,
        parent_id: made.parentId,
      });
      expect(heard.body.update[0]).toMatchObject({ id: made.ids[1], regular_price: '28.00' });
      expect(heard.body.update[1].error.code).toBe('woocommerce_rest_product_variation_invalid_id');
      expect((await door.get(`wc/v3/products?global_unique_id=${digits}`)).body).toHaveLength(1);
    });

    it('refuses a batch above 100 items whole, with 413', async () => {
      const create = Array.from({ length: 101 }, (_, index) => ({ sku: `${made.style}-x${index}` }));
      const heard = await door.post(`wc/v3/products/${made.parentId}/variations/batch`, { create });
      expect(heard.status).toBe(413);
      expect(heard.body.code).toBe('woocommerce_rest_request_entity_too_large');
      expect((await door.get(`wc/v3/products?sku=${made.style}-x0`)).body).toEqual([]);
    });

    it('refuses a barcode that another product carries', async () => {
      const digits = freshDigits();
      const first = await door.put(`wc/v3/products/${made.parentId}/variations/${made.ids[0]}`, {
        global_unique_id: digits,
      });
      expect(first.body.global_unique_id).toBe(digits);
      const twin = await door.put(`wc/v3/products/${made.parentId}/variations/${made.ids[1]}`, {
        global_unique_id: digits,
      });
      expect(twin.status).toBe(400);
      expect(twin.body.code).toBe('product_invalid_global_unique_id');
    });

    it('leaves out an attribute the parent does not offer', async () => {
      const other = await ensureAttribute(door, 'Label');
      const heard = await door.put(`wc/v3/products/${made.parentId}/variations/${made.ids[0]}`, {
        attributes: [
          { id: made.colourId, option: 'Navy' },
          { id: made.sizeId, option: 'S' },
          { id: other, option: 'SMP' },
        ],
      });
      expect((heard.body.attributes as { name: string }[]).map((row) => row.name).sort()).toEqual(['Colour', 'Size']);
    });

    it('answers 404 for an unknown product and names a wrong parent', async () => {
      expect(await door.get('wc/v3/products/999999999')).toMatchObject({
        status: 404,
        body: { code: 'woocommerce_rest_product_invalid_id' },
      });
      const other = await makeProduct(door);
      const heard = await door.get(`wc/v3/products/${other.parentId}/variations/${made.ids[0]}`);
      expect(heard).toMatchObject({ status: 404, body: { code: 'woocommerce_rest_product_variation_invalid_id' } });
    });

    it('never moves a variation to another parent without a word in the answer', async () => {
      const other = await makeProduct(door);
      const heard = await door.post(`wc/v3/products/${other.parentId}/variations/batch`, {
        update: [{ id: made.ids[0], weight: '1' }],
      });
      const row = heard.body.update[0];
      const isRefused = row.error?.code === 'woocommerce_rest_product_variation_invalid_id';
      expect(isRefused || row.parent_id === other.parentId).toBe(true);
      if (!isRefused)
        await door.post(`wc/v3/products/${made.parentId}/variations/batch`, { update: [{ id: made.ids[0] }] });
    });

    it('keeps meta by key and gives it back', async () => {
      const path = `wc/v3/products/${made.parentId}/variations/${made.ids[0]}`;
      await door.put(path, { meta_data: [{ key: '_cherry_bridge_erp_key', value: 'first' }] });
      await door.put(path, { meta_data: [{ key: '_cherry_bridge_erp_key', value: 'second' }] });
      const rows = (await door.get(path)).body.meta_data as { key: string; value: string }[];
      expect(rows.filter(({ key }) => key === '_cherry_bridge_erp_key').map(({ value }) => value)).toEqual(['second']);
    });

    it('trims an answer to the asked fields', async () => {
      const rows = (await door.get(`wc/v3/products?sku=${made.style}&_fields=id,sku`)).body;
      expect(Object.keys(rows[0]).sort()).toEqual(['id', 'sku']);
    });

    it('refuses more than 100 rows a page', async () => {
      const heard = await door.get('wc/v3/products?per_page=101');
      expect(heard).toMatchObject({
        status: 400,
        body: { code: 'rest_invalid_param', data: { params: { per_page: expect.any(String) } } },
      });
    });

    it('makes terms once, keeps their order and refuses a twin', async () => {
      const id = await ensureAttribute(door, 'Fit');
      const word = freshWord();
      const first = await door.post(`wc/v3/products/attributes/${id}/terms`, { name: word, menu_order: 7 });
      expect(first).toMatchObject({ status: 201, body: { name: word, menu_order: 7 } });
      const twin = await door.post(`wc/v3/products/attributes/${id}/terms`, { name: word });
      expect(twin.status).toBe(400);
      expect(twin.body).toMatchObject({ code: 'term_exists', data: { resource_id: first.body.id } });
    });

    it('takes a product back from sale as draft and finds it still', async () => {
      const product = await makeProduct(door);
      expect((await door.put(`wc/v3/products/${product.parentId}`, { status: 'draft' })).body.status).toBe('draft');
      expect((await door.get(`wc/v3/products?sku=${product.style}`)).body).toHaveLength(1);
    });

    it('refuses a wrong secret with 401', async () => {
      const wrong = openShopDoor({ ...address(), secret: 'cs_wrong' });
      const heard = await wrong.get('wc/v3/products');
      expect(heard).toMatchObject({ status: 401, body: { code: 'woocommerce_rest_authentication_error' } });
      expect(await door.call('nobody', 'GET', 'wc/v3/products')).toMatchObject({
        status: 401,
        body: { code: 'woocommerce_rest_cannot_view' },
      });
    });
  });
};
