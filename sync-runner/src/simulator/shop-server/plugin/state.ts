import {
  Settings,
  type ActivityRow,
  type BufferRule,
  type Command,
  type FailureRow,
  type OrderLinksRequest,
  type ReportRequest,
  type WhyTrace,
} from '#contracts/index.ts';
import type { ShipmentFact } from '../state/shipment-fact.ts';

export interface PositionState {
  productId: number;
  sku: string;
  generation: number;
  position: number;
  why: WhyTrace | null;
  writtenMs: number;
}

export interface FailureState extends FailureRow {
  events: { at_utc: string; who: string; what: string }[];
}

export interface StoredShipment {
  fact: ShipmentFact;
  toldMs: number | null;
}

export interface OverviewPoint {
  stepMs: number;
  paid: number | null;
  inErp: number | null;
  ageMin: number | null;
  opened: number;
  closed: number;
}

/** What the plugin keeps in its own tables. */
export interface BridgeState {
  settings: Settings;
  positions: Map<number, PositionState>;
  highestGeneration: number;
  buffers: Map<string, BufferRule>;
  failures: Map<string, FailureState>;
  failureId: number;
  commands: Command[];
  commandId: number;
  activity: ActivityRow[];
  activityId: number;
  report: ReportRequest | null;
  reportMs: number;
  points: OverviewPoint[];
  links: Map<number, OrderLinksRequest['links'][number]>;
  shipments: Map<number, Map<string, StoredShipment>>;
  pairings: Map<string, { expiresMs: number; words: string[] }>;
}

export const createBridgeState = (rehearsing: boolean): BridgeState => {
  const settings = Settings.parse({ version: 1 });
  if (!rehearsing)
    for (const flow of Object.values(settings.flows)) {
      flow.mode = 'live';
      flow.live_since_utc = '2000-01-01T00:00:00Z';
    }
  return {
    settings,
    positions: new Map(),
    highestGeneration: 0,
    buffers: new Map(),
    failures: new Map(),
    failureId: 0,
    commands: [],
    commandId: 0,
    activity: [],
    activityId: 0,
    report: null,
    reportMs: 0,
    points: [],
    links: new Map(),
    shipments: new Map(),
    pairings: new Map(),
  };
};
