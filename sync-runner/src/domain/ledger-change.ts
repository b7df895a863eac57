import type { FlowName, HoldReason, OrderState } from '#contracts/codes.ts';
import type { FailureFact } from '#contracts/failure.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { Settings } from '#contracts/settings.ts';
import type { BufferRule } from './buffer.ts';
import type { Cursor } from './cursor.ts';
import type { ErpTime } from './erp-time.ts';
import type { ItemRow, LinkRow, OrderRow, PositionRow, ShipmentRow, SnapshotRow } from './ledger-rows.ts';

/** Every change the ledger takes. Flows list them; the engine applies them in its transaction. */
export type LedgerChange =
  | { readonly put: 'cursor'; readonly flow: FlowName; readonly name: string; readonly cursor: Cursor }
  | { readonly put: 'fingerprint'; readonly flow: FlowName; readonly subject: string; readonly fingerprint: string }
  | { readonly put: 'link'; readonly row: LinkRow }
  | { readonly put: 'items'; readonly rows: readonly ItemRow[] }
  /** Inbox upsert: content, lines and flags; an order already known keeps its state and ERP numbers. */
  | {
      readonly put: 'order';
      readonly row: Pick<
        OrderRow,
        'orderId' | 'reference' | 'contentHash' | 'order' | 'isExported' | 'state' | 'holdReason' | 'seenAtMs'
      >;
    }
  | {
      readonly put: 'order-state';
      readonly reference: string;
      readonly state: OrderState;
      readonly holdReason?: HoldReason | null;
      readonly erpOrder?: string;
      readonly erpKey?: string;
      readonly commitTime?: ErpTime | null;
      readonly confirmedAtMs?: number;
    }
  | { readonly put: 'snapshot'; readonly row: SnapshotRow; readonly availableEach: ReadonlyMap<string, number> }
  | { readonly put: 'position'; readonly row: PositionRow }
  | { readonly put: 'shipment'; readonly row: ShipmentRow }
  | { readonly put: 'failure'; readonly fact: FailureFact }
  | { readonly put: 'failure-closed'; readonly key: string; readonly reason: string; readonly atMs: number }
  | { readonly put: 'run'; readonly flow: FlowName; readonly run: FlowRun }
  | { readonly put: 'settings'; readonly settings: Settings }
  | { readonly put: 'buffers'; readonly revision: number; readonly rules: readonly BufferRule[] }
  /** ERP stamp beside our clock when it was read; the ledger keeps one day of them. */
  | { readonly put: 'erp-clock'; readonly erpMs: number; readonly ourMs: number };
