import type { Generated } from 'kysely';
import type { FlowName, HoldReason, IntentState, OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { ErpItem } from '#domain/erp-item.ts';
import type { ShopOrder } from '#domain/sales-order.ts';

/** Rows as the tables have them (migrations/). int8 arrives as a number (pool.ts). */
export interface Tables {
  cursors: { flow: FlowName; name: string; stamp: string | null; passes: number };
  fingerprints: { flow: FlowName; subject: string; fingerprint: string };
  links: { kind: 'style' | 'variation'; key: string; shop_id: number; parent_id: number; sku: string };
  items: { sku: string; item: ErpItem; barcode: string; style: string; is_active: boolean };
  orders: OrderRecord;
  order_lines: { order_id: number; line_id: number; sku: string; reduced_each: number };
  snapshots: SnapshotRecord;
  positions: PositionRecord;
  shipments: {
    ship_num: string;
    reference: string;
    order_id: number | null;
    fingerprint: string;
    state: 'waiting' | 'told' | 'refused' | 'skipped';
    first_seen_at_ms: number;
    told_at_ms: number | null;
  };
  failures: {
    key: string;
    flow: FlowName;
    fact: FailureFact;
    revision: number;
    closed_at_ms: number | null;
    closed_reason: string | null;
  };
  runs: { flow: FlowName; run: FlowRun };
  facts: { name: string; value: unknown };
  erp_clock: { our_ms: number; erp_ms: number };
  intents: IntentRecord;
  attempts: {
    intent_id: string;
    round: number;
    attempt: number;
    was_sent: boolean;
    sent_at_ms: number;
    ended_at_ms: number | null;
    note: string;
  };
  processes: { session: string; lock_key: string; runner_id: string; started_at_ms: number };
}

export interface OrderRecord {
  order_id: number;
  reference: string;
  order_number: string;
  content_hash: string;
  content: ShopOrder;
  state: OrderState;
  hold_reason: HoldReason | null;
  is_exported: boolean;
  erp_order: string;
  erp_key: string;
  commit_text: string | null;
  commit_earliest_ms: number | null;
  commit_latest_ms: number | null;
  confirmed_at_ms: number | null;
  placed_at_ms: number;
  due_since_ms: number;
  seen_at_ms: number;
}

export interface SnapshotRecord {
  seq: Generated<number>;
  id: string;
  as_of_text: string | null;
  as_of_earliest_ms: number | null;
  as_of_latest_ms: number | null;
  is_full: boolean;
  sku_count: number;
  row_count: number;
  verdict: 'accepted' | 'held';
  held_by: string;
  read_at_ms: number;
  skus: string[] | null;
  units: number[] | null;
}

export interface PositionRecord {
  sku: string;
  product_id: number;
  position: number;
  generation: number;
  adopted_text: string | null;
  adopted_earliest_ms: number | null;
  adopted_latest_ms: number | null;
  written_at_ms: number;
  outcome: string;
}

export type IntentPhase = 'behind' | 'queued' | 'claimed' | 'postponed' | 'blocking' | 'released' | 'ended';

export interface IntentRecord {
  id: string;
  seq: Generated<number>;
  flow: FlowName;
  entity: string;
  subject: string;
  key: string;
  lane: string;
  payload: unknown;
  state: IntentState;
  phase: IntentPhase;
  round: number;
  attempts: number;
  sent_at_ms: number | null;
  unclear_since_ms: number | null;
  last_error: string;
  claimed_by: string | null;
  claimed_at_ms: number | null;
  job_try: number | null;
  next_try_at_ms: number;
  created_at_ms: number;
  updated_at_ms: number;
}
