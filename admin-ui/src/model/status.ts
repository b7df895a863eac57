import { __ } from '@wordpress/i18n';
import { FailureOwner } from '@cherry-bridge/sync-runner/contracts';
import type { FlowName, FlowStatus } from '@cherry-bridge/sync-runner/contracts';

/** Status is always shape + word + colour; the shape's name is also its CSS class. */
export type StatusShape = 'tick' | 'clock' | 'triangle' | 'octagon' | 'bars' | 'eye' | 'question';

export interface StatusLook {
  shape: StatusShape;
  word: string;
}

export function statusLook(status: FlowStatus): StatusLook {
  switch (status) {
    case 'running':
      return { shape: 'tick', word: __('Running', 'cherry-bridge') };
    case 'waiting':
      return { shape: 'clock', word: __('Waiting', 'cherry-bridge') };
    case 'needs-you':
      return { shape: 'triangle', word: __('Needs you', 'cherry-bridge') };
    case 'stopped':
      return { shape: 'octagon', word: __('Stopped', 'cherry-bridge') };
    case 'paused':
      return { shape: 'bars', word: __('Paused', 'cherry-bridge') };
    case 'rehearsing':
      return { shape: 'eye', word: __('Rehearsing', 'cherry-bridge') };
    case 'unknown':
      return { shape: 'question', word: __('Unknown', 'cherry-bridge') };
    default:
      return unreachable(status);
  }
}

export function flowTitle(flow: FlowName): string {
  switch (flow) {
    case 'products':
      return __('Products', 'cherry-bridge');
    case 'inventory':
      return __('Stock', 'cherry-bridge');
    case 'orders':
      return __('Orders', 'cherry-bridge');
    case 'fulfilment':
      return __('Shipments', 'cherry-bridge');
    case 'reconciliation':
      return __('Reconciliation', 'cherry-bridge');
    default:
      return unreachable(flow);
  }
}

export function ownerTitle(owner: FailureOwner): string {
  switch (owner) {
    case 'itself':
      return __('Itself', 'cherry-bridge');
    case 'shop':
      return __('Shop', 'cherry-bridge');
    case 'erp-team':
      return __('Blue Cherry team', 'cherry-bridge');
    case 'finance':
      return __('Finance', 'cherry-bridge');
    case 'host':
      return __('Host', 'cherry-bridge');
    default:
      return unreachable(owner);
  }
}

/** The overview names an owner by its word or by a person's name; only the word is translated. */
export function ownerText(owner: string): string {
  const known = FailureOwner.safeParse(owner);
  return known.success ? ownerTitle(known.data) : owner;
}

/** Closes a switch on a closed list: a new word is a type error here, and shows itself on screen. */
export function unreachable(value: never): never {
  throw new Error(`A word this screen does not know: ${String(value)}`);
}
