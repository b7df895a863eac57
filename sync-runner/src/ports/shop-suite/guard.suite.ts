import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProduct, type MadeProduct } from './fixtures.suite.ts';
import { freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

const CURE = 'products start in Blue Cherry. Enter the style there; it arrives in this shop by itself.';

/** The SKU guard at the REST doors, for a shop manager who may not create SKUs. */
export const describeShopGuard = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: SKU guard`, () => {
    let door: ShopDoor;
    let made: MadeProduct;

    const setMode = async (mode: string): Promise<void> => {
      const { revision } = (await door.call('admin', 'GET', 'wc-cherry-bridge/v1/settings')).body;
      const heard = await door.call('admin', 'PUT', 'wc-cherry-bridge/v1/settings', {
        version: 1,
        revision,
        change: { sku_guard: { mode } },
      });
      expect(heard.status).toBe(200);
    };
    const attempts = async (kind: string, sku: string) =>
      (
        (await door.get(`wc-cherry-bridge/v1/activity?kind=${kind}&search=${sku}`)).body.rows as {
          kind: string;
          door: string;
          subject: string;
          after: string;
        }[]
      ).filter((row) => row.after === sku);

    beforeAll(async () => {
      door = openShopDoor(address());
      made = await makeProduct(door, 1);
    });
    afterAll(() => setMode('enforce'));

    it('refuses a new product with the reason and the way to go, and writes the attempt down', async () => {
      const sku = freshWord();
      const heard = await door.call('manager', 'POST', 'wc/v3/products', { name: 'Mine', sku });
      expect(heard).toMatchObject({
        status: 403,
        body: { code: 'cherry_bridge_sku_locked', message: `SKU ${sku} was not created: ${CURE}` },
      });
      expect((await door.get(`wc/v3/products?sku=${sku}`)).body).toEqual([]);
      expect(await attempts('sku-blocked', sku)).toEqual([expect.objectContaining({ door: 'rest-v3', subject: sku })]);
    });

    it('refuses a product without SKU too', async () => {
      const heard = await door.call('manager', 'POST', 'wc/v3/products', { name: 'Mine' });
      expect(heard).toMatchObject({
        status: 403,
        body: { code: 'cherry_bridge_sku_locked', message: `The product was not created: ${CURE}` },
      });
    });

    it('refuses only the new one of a batch', async () => {
      const sku = freshWord();
      const heard = await door.call('manager', 'POST', 'wc/v3/products/batch', {
        create: [{ name: 'Mine', sku }],
        update: [{ id: made.parentId, short_description: 'Soft' }],
      });
      expect(heard.status).toBe(200);
      expect(heard.body.create[0].error).toMatchObject({ code: 'cherry_bridge_sku_locked', data: { status: 403 } });
      expect(heard.body.update[0]).toMatchObject({ id: made.parentId });
      expect(heard.body.update[0].error).toBeUndefined();
    });

    it('refuses a new variation, single and in a batch', async () => {
      const skus = [freshWord(), freshWord()];
      const single = await door.call('manager', 'POST', `wc/v3/products/${made.parentId}/variations`, { sku: skus[0] });
      expect(single).toMatchObject({ status: 403, body: { code: 'cherry_bridge_sku_locked' } });
      const batch = await door.call('manager', 'POST', `wc/v3/products/${made.parentId}/variations/batch`, {
        create: [{ sku: skus[1] }],
      });
      expect(batch.body.create[0].error.code).toBe('cherry_bridge_sku_locked');
      expect((await door.get(`wc/v3/products?sku=${skus.join(',')}`)).body).toEqual([]);
    });

    it('refuses another SKU on a product that is there, and lets every other edit pass', async () => {
      const path = `wc/v3/products/${made.parentId}/variations/${made.ids[0]}`;
      const wanted = freshWord();
      const heard = await door.call('manager', 'PUT', path, { sku: wanted });
      expect(heard).toMatchObject({ status: 403, body: { code: 'cherry_bridge_sku_locked' } });
      expect(heard.body.message).toBe(
        `The SKU was not changed from "${made.skus[0]}" to "${wanted}": Blue Cherry owns SKUs. Change it there; it arrives in this shop by itself.`,
      );
      expect(await door.call('manager', 'PUT', path, { sku: made.skus[0], description: 'Kept' })).toMatchObject({
        status: 200,
        body: { sku: made.skus[0] },
      });
    });

    it('closes the routes that make SKUs by the dozen', async () => {
      const duplicate = await door.call('manager', 'POST', `wc/v3/products/${made.parentId}/duplicate`, {});
      expect(duplicate).toMatchObject({ status: 403, body: { code: 'cherry_bridge_sku_locked' } });
      const generate = await door.call('manager', 'POST', `wc/v3/products/${made.parentId}/variations/generate`, {});
      expect(generate).toMatchObject({ status: 403, body: { code: 'cherry_bridge_sku_locked' } });
    });

    it('lets the runner create, and writes that down as well', async () => {
      expect((await attempts('sku-allowed', made.style)).length).toBe(1);
    });

    it('only warns, or is quiet, where it was told so', async () => {
      const [warned, quiet] = [freshWord(), freshWord()];
      await setMode('warn');
      expect(
        (await door.call('manager', 'POST', 'wc/v3/products', { name: 'Mine', sku: warned, status: 'draft' })).status,
      ).toBe(201);
      expect(await attempts('sku-allowed', warned)).toHaveLength(1);
      await setMode('off');
      expect(
        (await door.call('manager', 'POST', 'wc/v3/products', { name: 'Mine', sku: quiet, status: 'draft' })).status,
      ).toBe(201);
      expect(await attempts('sku-allowed', quiet)).toHaveLength(0);
      await setMode('enforce');
    });
  });
};
