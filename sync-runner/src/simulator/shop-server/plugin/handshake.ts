import { HandshakeAnswer, ReportAnswer, ReportRequest } from '#contracts/index.ts';
import type { ShopWorld } from '../state/world.ts';
import { utc } from './activity.ts';
import { acceptBody, bridgeRoute, SYNC, VIEW } from './route.ts';

const PLUGIN_VERSION = '0.1.0';

export const zoneName = (offsetMinutes: number): string => {
  const hours = Math.abs(offsetMinutes) / 60;
  return `${offsetMinutes < 0 ? '-' : '+'}${String(Math.floor(hours)).padStart(2, '0')}:${String(Math.abs(offsetMinutes) % 60).padStart(2, '0')}`;
};

const handshake = (world: ShopWorld): HandshakeAnswer => ({
  version: 1,
  plugin_version: PLUGIN_VERSION,
  shop: {
    kind: 'stand-in',
    name: world.options.name,
    url: world.url,
    woocommerce_version: '10.9.2',
    wordpress_version: '7.0.2',
    php_version: '8.2.0',
    currency: world.options.currency,
    price_decimals: 2,
    prices_include_tax: false,
    timezone: zoneName(world.options.offsetMinutes),
    now_utc: utc(world.clock.nowMs()),
    hold_stock_minutes: world.options.holdStockMinutes === 0 ? null : world.options.holdStockMinutes,
    no_stock_amount: world.options.noStockAmount,
    stock_managed: true,
    hpos: true,
    order_sync_on: false,
    other_stock_owners: [],
  },
  features: ['positions', 'shipments', 'order-links', 'failures', 'reports', 'settings', 'commands'],
  limits: { positions_per_request: 1000 },
  highest_generation: world.bridge.highestGeneration,
});

const STEP_MS = 900_000;

/** Keeps the newest report whole and one point per 15 minutes for the charts. */
const takeReport = (world: ShopWorld, body: unknown): ReportAnswer => {
  const report = acceptBody(ReportRequest, body);
  const nowMs = world.clock.nowMs();
  world.bridge.report = report;
  world.bridge.reportMs = nowMs;
  const point = pointAt(world, nowMs);
  point.paid = report.orders.paid;
  point.inErp = report.orders.in_erp;
  point.ageMin = report.snapshot === null ? null : Math.round(report.snapshot.age_s / 6) / 10;
  return { version: 1, received_at_utc: utc(nowMs) };
};

export const pointAt = (world: ShopWorld, atMs: number) => {
  const { points } = world.bridge;
  const stepMs = Math.floor(atMs / STEP_MS) * STEP_MS;
  const last = points.at(-1);
  if (last?.stepMs === stepMs) return last;
  const point = {
    stepMs,
    paid: null as number | null,
    inErp: null as number | null,
    ageMin: null as number | null,
    opened: 0,
    closed: 0,
  };
  points.push(point);
  if (points.length > 200) points.shift();
  return point;
};

export const handshakeRoutes = [
  bridgeRoute(['GET'], 'handshake', VIEW, HandshakeAnswer, (world) => handshake(world)),
  bridgeRoute(['POST'], 'reports', SYNC, ReportAnswer, (world, request) => takeReport(world, request.body)),
];
