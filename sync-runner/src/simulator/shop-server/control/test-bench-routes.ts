import { completePayment } from '../orders/status.ts';
import { reducedUnits } from '../orders/stock-effects.ts';
import { heldStock } from '../products/stock.ts';
import { productBySku } from '../products/store.ts';
import type { ShopWorld } from '../state/world.ts';
import type { Actor } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import { idsOf, listOf } from '../wp/params.ts';
import type { WpRoute } from '../wp/request.ts';
import { parseFault, type FaultRule, type FaultScript } from './faults.ts';

interface BenchFault {
  route?: unknown;
  status?: number;
  count?: number;
  method?: string;
  when?: 'before' | 'after';
  delay_ms?: number;
}

const assertAllowed = (actor: Actor): void => {
  if (!actor.caps.has('cherry_bridge_sync'))
    throw new WpError('rest_forbidden', 'Sorry, you are not allowed to do that.', actor.by === 'nobody' ? 401 : 403);
};

const toRule = (fault: BenchFault): FaultRule => {
  if (typeof fault.route !== 'string')
    throw new WpError('cherry_test_no_route', 'Each fault needs a route, a regular expression.', 400);
  return parseFault({
    match: { pattern: fault.route, ...(fault.method === undefined ? {} : { verb: fault.method }) },
    kind: 'status',
    count: fault.count ?? null,
    args: {
      code: fault.status ?? 500,
      after: fault.when === 'after',
      message: 'The test bench was asked to fail this call.',
    },
  });
};

const stockRows = (world: ShopWorld, ids: number[]): unknown[] =>
  ids.flatMap((id) => {
    const product = world.products.get(id);
    if (!product) return [];
    const lines = [...world.orders.values()]
      .flatMap((order) => order.lines)
      .filter((line) => (line.variationId || line.productId) === id);
    return [
      {
        id,
        sku: product.sku,
        stock: product.stockQuantity,
        stock_status: product.stockStatus,
        lookup: { sku: product.sku, stock_quantity: product.stockQuantity, stock_status: product.stockStatus },
        units_reduced: lines.reduce((sum, line) => sum + reducedUnits(line), 0),
        units_held: heldStock(world, id),
      },
    ];
  });

/** The routes a real shop under test gets from its must-use plugin, so that one suite drives both shops. */
export const testBenchRoutes = (faults: FaultScript): WpRoute[] => {
  const route = (methods: WpRoute['methods'], path: string, work: WpRoute['run']): WpRoute => ({
    methods,
    path: `cherry-test/v1/${path}`,
    run: (world, request) => {
      assertAllowed(request.actor);
      return work(world, request);
    },
  });
  return [
    route(['GET'], 'mails', (world) => ({ body: world.mails })),
    route(['DELETE'], 'mails', (world) => {
      world.mails = [];
      return { body: { cleared: true } };
    }),
    route(['GET'], 'faults', () => ({ body: faults.rules() })),
    route(['PUT', 'POST'], 'faults', (_world, request) => {
      const sent = (Array.isArray(request.body) ? request.body : [request.body]) as BenchFault[];
      faults.replace(sent.map(toRule));
      return { body: sent };
    }),
    route(['DELETE'], 'faults', () => {
      faults.replace([]);
      return { body: { cleared: true } };
    }),
    route(['GET'], 'stock', (world, request) => {
      const bySku = listOf(request.params.skus).flatMap((sku) => productBySku(world, sku)?.id ?? []);
      return { body: stockRows(world, [...idsOf(request.params.ids), ...bySku]) };
    }),
    route(['POST'], 'orders/:id/capture', (world, request) => {
      const order = world.orders.get(Number(request.params.id));
      if (!order) throw new WpError('cherry_test_no_order', 'There is no such order.', 404);
      completePayment(world, order, `cherry-captured-${order.id}`);
      return { body: { id: order.id, status: order.status } };
    }),
  ];
};
