import type { FlowMode, FlowName } from '#contracts/codes.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { Decision, Quarantined } from '#domain/decision.ts';
import type { Clock } from '#ports/clock.ts';
import type { ControlPort } from '#ports/control.ts';
import type { ErpPort } from '#ports/erp.ts';
import type { LedgerPort } from '#ports/ledger.ts';
import type { Log } from '#ports/log.ts';
import type { OutboxPort } from '#ports/outbox.ts';
import type { ReporterPort } from '#ports/reporter.ts';
import type { ShopPort } from '#ports/shop.ts';
import type { WakePort } from '#ports/wake.ts';

/** Everything the engine turns with. */
export interface EnginePorts {
  readonly erp: ErpPort;
  readonly shop: ShopPort;
  readonly control: ControlPort;
  readonly reporter: ReporterPort;
  readonly ledger: LedgerPort;
  readonly outbox: OutboxPort;
  readonly wake: WakePort;
  readonly clock: Clock;
  readonly log: Log;
  readonly runnerId: string;
  readonly runnerVersion: string;
  readonly role: 'all' | 'scheduler' | 'worker';
}

/** What a flow would do: nothing written on either side, nothing stored. */
export interface PlanResult {
  readonly flow: FlowName;
  readonly mode: FlowMode;
  readonly read: number;
  readonly decisions: readonly Decision[];
  readonly quarantined: readonly Quarantined[];
}

/** What one pass (`once`) did. */
export interface PassResult {
  readonly flow: FlowName;
  readonly mode: FlowMode;
  readonly run: FlowRun;
  /** Intents ended well in this pass. */
  readonly confirmed: number;
  /** Refused by a far side, or held for a person. */
  readonly refused: number;
  readonly held: number;
  /** Wait only for their next try or look-up. */
  readonly postponed: number;
  /** A far side that could not be reached, "" = none. */
  readonly unreachable: string;
}
