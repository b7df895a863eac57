import type { OrderNote } from '../state/order-types.ts';
import { assertCap, assertMayCreate, assertMayList } from '../wp/auth.ts';
import { dateTwins } from '../wp/dates.ts';
import { missingParams, WpError } from '../wp/errors.ts';
import { textOf, truthOf } from '../wp/params.ts';
import type { Order } from '../state/order-types.ts';
import type { ShopWorld } from '../state/world.ts';
import type { WpRoute } from '../wp/request.ts';
import { addNote } from './store.ts';

const orderOf = (world: ShopWorld, id: unknown): Order => {
  const order = world.orders.get(Number(id));
  if (!order) throw new WpError('woocommerce_rest_order_invalid_id', 'Invalid order ID.', 404);
  return order;
};

const noteRow = (world: ShopWorld, note: OrderNote): Record<string, unknown> => ({
  id: note.id,
  author: note.author,
  ...dateTwins('date_created', note.createdMs, world.options.offsetMinutes),
  note: note.note,
  customer_note: note.customerNote,
});

export const noteRoutes: WpRoute[] = [
  {
    methods: ['GET'],
    path: 'wc/v3/orders/:order_id/notes',
    run: (world, request) => {
      assertMayList(request.actor, 'read_private_shop_orders');
      const order = orderOf(world, request.params.order_id);
      const kind = textOf(request.params.type, 'any');
      const rows = order.notes.filter((note) => kind === 'any' || (kind === 'customer') === note.customerNote);
      return { body: rows.map((note) => noteRow(world, note)) };
    },
  },
  {
    methods: ['POST'],
    path: 'wc/v3/orders/:order_id/notes',
    run: (world, request) => {
      assertMayCreate(request.actor, 'publish_shop_orders');
      const order = orderOf(world, request.params.order_id);
      if (textOf(request.params.note) === '') throw missingParams(['note']);
      const author = truthOf(request.params.added_by_user) ? request.actor.name : 'system';
      const id = addNote(world, order, textOf(request.params.note), truthOf(request.params.customer_note), author);
      const note = order.notes.find((row) => row.id === id) as OrderNote;
      return { status: 201, body: noteRow(world, note) };
    },
  },
  {
    methods: ['DELETE'],
    path: 'wc/v3/orders/:order_id/notes/:id',
    run: (world, request) => {
      assertCap(
        request.actor,
        'edit_shop_orders',
        'woocommerce_rest_cannot_delete',
        'Sorry, you are not allowed to delete this resource.',
      );
      const order = orderOf(world, request.params.order_id);
      const note = order.notes.find((row) => row.id === Number(request.params.id));
      if (!note) throw new WpError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404);
      order.notes = order.notes.filter((row) => row !== note);
      return { body: noteRow(world, note) };
    },
  },
];
