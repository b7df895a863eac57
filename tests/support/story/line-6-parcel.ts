import { buy } from '../shopper.ts';
import { awaitState } from './await-state.ts';
import { readSalesOrders } from './erp-reads.ts';
import { readMails, readOrder } from './shop-reads.ts';
import type { StoryLine } from './story-line.ts';

const BUYER = 'two.cartons@example.test';
const TRACKING = ['1Z999AA10123456784', '1Z999AA10123456785'];

/** One order shipped in two cartons -> both tracking numbers on the shop order, completed once, one mail. */
export const parcelIsTold: StoryLine = async ({ world, style }) => {
  if (style === undefined) throw new Error('line 1 left no style');
  const [first, second] = style.variations;
  if (first === undefined || second === undefined) throw new Error('line 1 left too few variations');
  const lines = [first, second].map(({ id }) => ({ id, quantity: 1 }));
  const { orderId } = await buy(world.shop.url, { lines, email: BUYER });
  const order = await awaitState(
    'the order in Blue Cherry',
    120_000,
    async () => (await readSalesOrders(world, `W1-${orderId}`))[0] ?? null,
  );
  await awaitState('the order linked in the shop', 120_000, async () =>
    (await readOrder(world, orderId)).meta_data.some(({ key }) => key === '_cherry_bridge_erp_order') ? true : null,
  );
  const mailsBefore = (await readMails(world, BUYER)).length;
  await world.sim('POST', '/warehouse', { action: 'allocate', ord_num: order.ord_num });
  // Both lines may lie in different warehouses: then each warehouse makes its own pick, and so its own shipment.
  const pick = (await world.sim('POST', '/warehouse', { action: 'pick', ord_num: order.ord_num, location: 'W1' })) as {
    pick_num: string;
  };
  await world.sim('POST', '/warehouse', {
    action: 'ship',
    pick_num: pick.pick_num,
    cartons: TRACKING.map((track_no, index) => ({
      track_no,
      weight: '0.40',
      lines: [{ line_seq: index + 1, qty: 1 }],
    })),
  });
  const told = await awaitState('the shop order completed', 180_000, async () => {
    const row = await readOrder(world, orderId);
    return row.status === 'completed' ? row : null;
  });
  const shipments = JSON.stringify(told.meta_data.find(({ key }) => key === '_cherry_bridge_shipments')?.value ?? '');
  const tracked = TRACKING.filter((number) => shipments.includes(number)).length;
  const mails = (await readMails(world, BUYER)).slice(mailsBefore);
  const isMailed = mails.length === 1 && TRACKING.every((number) => mails[0]?.message.includes(number));
  return {
    line: 6,
    what: 'Two cartons of one dispatch are told once',
    isMet: tracked === 2 && told.date_completed_gmt !== null && isMailed,
    figure: `${tracked} of 2 tracking numbers on the order, status ${told.status}, ${mails.length} mail(s) to the buyer${isMailed ? ' with both numbers' : ''}`,
  };
};
