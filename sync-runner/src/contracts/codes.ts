import { z } from 'zod';

/** The closed lists every program shares. A new word here is a new word everywhere. */

export const FlowName = z.enum(['products', 'inventory', 'orders', 'fulfilment', 'reconciliation']);
export type FlowName = z.infer<typeof FlowName>;

/** `rehearsing`: decides and shows, writes nothing. `live`: writes. */
export const FlowMode = z.enum(['rehearsing', 'live']);
export type FlowMode = z.infer<typeof FlowMode>;

/** What a person sees on a flow card; shape and word, never colour alone. */
export const FlowStatus = z.enum(['running', 'waiting', 'needs-you', 'stopped', 'paused', 'rehearsing', 'unknown']);
export type FlowStatus = z.infer<typeof FlowStatus>;

/** Why a record needs no write. Counted in every report, so that silence always has a reason. */
export const SkipReason = z.enum([
  'unchanged',
  'not-in-shop',
  'not-managed',
  'not-adopted',
  'older-fact',
  'out-of-scope',
  'inactive',
  'not-paid',
  'status-not-exported',
  'before-go-live',
  'already-linked',
  'already-told',
  'not-our-order',
  'awaiting-order',
  'rehearsing',
]);
export type SkipReason = z.infer<typeof SkipReason>;

/** Why a record waits for a person. */
export const HoldReason = z.enum([
  'unmapped-sku',
  'price-missing',
  'price-mismatch',
  'currency-mismatch',
  'totals-do-not-tie',
  'address-incomplete',
  'order-differs',
  'reference-duplicate',
  'snapshot-suspect',
  'sku-taken',
  'sku-ambiguous',
  'order-unknown',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** What to do next after an error; see docs/errors.md. */
export const ErrorKind = z.enum([
  'transient',
  'rate-limited',
  'unknown-outcome',
  'conflict',
  'rejected',
  'duplicate',
  'shape',
  'auth',
  'config',
  'invariant',
]);
export type ErrorKind = z.infer<typeof ErrorKind>;

export const ErrorCode = z.enum([
  'ERP_UNREACHABLE',
  'ERP_TIMEOUT_READ',
  'ERP_SERVER_ERROR',
  'ERP_RATE_LIMITED',
  'ERP_QUOTA_SPENT',
  'ERP_ANSWER_SHAPE',
  'ERP_ROW_SHAPE',
  'ERP_AUTH_REFUSED',
  'ERP_QUERY_REFUSED',
  'ERP_ORDER_REJECTED',
  'ERP_REFERENCE_DUPLICATE',
  'ORDER_OUTCOME_UNKNOWN',
  'ORDER_DIFFERS',
  'ORDER_HELD',
  'SHOP_UNREACHABLE',
  'SHOP_TIMEOUT',
  'SHOP_SERVER_ERROR',
  'SHOP_RATE_LIMITED',
  'SHOP_ANSWER_SHAPE',
  'SHOP_ROW_SHAPE',
  'SHOP_AUTH_REFUSED',
  'SHOP_ITEM_REFUSED',
  'SHOP_OUTCOME_UNKNOWN',
  'PLUGIN_MISSING',
  'PLUGIN_CONTRACT_REFUSED',
  'STOCK_FACT_STALE',
  'SNAPSHOT_EMPTY',
  'SNAPSHOT_SHRANK',
  'SNAPSHOT_MIXED',
  'SNAPSHOT_STALE',
  'STYLE_HELD',
  'SHIPMENT_NOT_TOLD',
  'SHIPMENT_ORDER_UNKNOWN',
  'STORE_UNREACHABLE',
  'CLAIM_LOST',
  'CONFIG_INVALID',
  'INVARIANT_BROKEN',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** Life of one intended write. `unclear` leaves by look-up only. */
export const IntentState = z.enum([
  'intended',
  'sent',
  'unclear',
  'refused',
  'held',
  'confirmed',
  'noted',
  'dropped',
  'superseded',
]);
export type IntentState = z.infer<typeof IntentState>;

/** Life of one shop order on its way to the ERP (the intent's states, and the two before it). */
export const OrderState = z.enum([
  'received',
  'skipped',
  'held',
  'intended',
  'sent',
  'unclear',
  'refused',
  'confirmed',
  'noted',
]);
export type OrderState = z.infer<typeof OrderState>;

/** Who can repair a failure. */
export const FailureOwner = z.enum(['itself', 'shop', 'erp-team', 'finance', 'host']);
export type FailureOwner = z.infer<typeof FailureOwner>;
