import { call } from '../shop-access.ts';
import { askShop, findParent, managerAuth } from './shop-reads.ts';
import type { StoryLine } from './story-line.ts';

const SKU = 'HOME-MADE-1';

/** Creating a SKU in the shop is refused, with a sentence that says where to create it; the attempt is in Activity. */
export const skuIsRefused: StoryLine = async ({ world }) => {
  const answer = await call<{ code?: string; message?: string }>('POST', `${world.shop.url}/wp-json/wc/v3/products`, {
    auth: managerAuth(world),
    body: { name: 'Home made', type: 'simple', sku: SKU, regular_price: '5' },
  });
  const attempts = await askShop<{ rows: Array<{ kind: string; what: string; subject: string }> }>(
    world,
    'GET',
    'wc-cherry-bridge/v1/activity?kind=sku-blocked',
    undefined,
    managerAuth(world),
  );
  const isLogged = attempts.rows.some((row) => `${row.subject} ${row.what}`.includes(SKU));
  const isAbsent = (await findParent(world, SKU)) === null;
  const isSaid = (answer.body.message ?? '').includes('Blue Cherry');
  return {
    line: 3,
    what: 'A SKU created in the shop is refused, with the reason',
    isMet: answer.status === 403 && answer.body.code === 'cherry_bridge_sku_locked' && isSaid && isLogged && isAbsent,
    figure: `${answer.status} ${answer.body.code ?? ''}: "${answer.body.message ?? ''}"; in Activity: ${isLogged ? 'yes' : 'no'}`,
  };
};
