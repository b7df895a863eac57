import type { EnginePorts } from '../passes.ts';

/** What the views may read with; nothing here writes. */
export type StoryPorts = Pick<EnginePorts, 'ledger' | 'outbox' | 'clock'>;

export interface StoryFact {
  readonly name: string;
  readonly value: string;
  /** When it was true or happened, epoch ms; null = it has no time of its own. */
  readonly atMs: number | null;
  readonly from: 'erp' | 'shop' | 'runner' | 'person';
}

/** One intended write about the subject, with each try and what was answered. */
export interface StoryWrite {
  readonly id: string;
  readonly entity: string;
  readonly state: string;
  readonly createdAtMs: number;
  readonly nextTryAtMs: number | null;
  readonly tries: readonly {
    readonly attempt: number;
    readonly sentAtMs: number;
    readonly endedAtMs: number | null;
    readonly note: string;
  }[];
}

/** The sum behind one published number, units. published = ats - inFlight - heldBack; position = ats + contained - heldBack. */
export interface StoryFigures {
  readonly atsEach: number;
  readonly containedEach: number;
  readonly inFlightEach: number;
  readonly heldBackEach: number;
  readonly positionEach: number;
  readonly publishedEach: number;
}

export interface Story {
  readonly kind: 'sku' | 'order' | 'nothing';
  readonly subject: string;
  /** First to last, each to be read by itself. */
  readonly sentences: readonly string[];
  readonly facts: readonly StoryFact[];
  /** The rule that won, one sentence; "" = none was needed. */
  readonly rule: string;
  readonly figures: StoryFigures | null;
  readonly writes: readonly StoryWrite[];
  readonly failures: readonly { readonly code: string; readonly title: string; readonly nextStep: string }[];
}
