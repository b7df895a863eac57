import { __ } from '@wordpress/i18n';
import type { ActivityKind, ActivityRow } from '@cherry-bridge/sync-runner/contracts';

export function activityKindTitle(kind: ActivityKind): string {
  const titles: Record<ActivityKind, string> = {
    'sku-blocked': __('SKU refused', 'cherry-bridge'),
    'sku-allowed': __('SKU allowed', 'cherry-bridge'),
    buffer: __('Buffer', 'cherry-bridge'),
    setting: __('Setting', 'cherry-bridge'),
    flow: __('Flow', 'cherry-bridge'),
    command: __('Request to the runner', 'cherry-bridge'),
    failure: __('Failure', 'cherry-bridge'),
    pairing: __('Pairing', 'cherry-bridge'),
    stock: __('Stock', 'cherry-bridge'),
    order: __('Order', 'cherry-bridge'),
    shipment: __('Shipment', 'cherry-bridge'),
    product: __('Product', 'cherry-bridge'),
  };
  return titles[kind];
}

/** "0 → 3"; an empty side is named, so that nothing reads as a slip. */
export function changeText({ before, after }: Pick<ActivityRow, 'before' | 'after'>): string {
  if (before === '' && after === '') return '–';
  const none = __('nothing', 'cherry-bridge');
  return `${before === '' ? none : before} → ${after === '' ? none : after}`;
}
