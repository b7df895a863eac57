import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { numberText } from '../model/clock.ts';
import { Button } from './button.tsx';

/** What can be done with the rows that are ticked; absent while none is. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <div className="cb-selection" role="group" aria-label={__('Selected rows', 'cherry-bridge')}>
      <strong>
        {sprintf(
          /* translators: %s: rows */ _n('%s selected', '%s selected', count, 'cherry-bridge'),
          numberText(count),
        )}
      </strong>
      {children}
      <Button look="link" onClick={onClear}>
        {__('Clear the selection', 'cherry-bridge')}
      </Button>
    </div>
  );
}
