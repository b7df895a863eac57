import { __, _n, sprintf } from '@wordpress/i18n';
import { useState } from 'react';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import { Button } from '../../components/button.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { skuChange } from '../../model/buffer.ts';
import { numberText } from '../../model/clock.ts';
import { BufferDialog } from './buffer-dialog.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

/** One buffer for all ticked SKUs, saved and undone in one step. */
export function ChosenBuffers({
  rows,
  onClear,
  saving,
}: {
  rows: StockRow[];
  onClear: () => void;
  saving: BufferSaving;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const count = rows.length;
  const title = sprintf(
    /* translators: %s: number of SKUs */
    _n('Set the buffer of %s SKU', 'Set the buffer of %s SKUs', count, 'cherry-bridge'),
    numberText(count),
  );
  return (
    <>
      <SelectionBar count={count} onClear={onClear}>
        <Button onClick={() => setIsOpen(true)}>{title}</Button>
      </SelectionBar>
      {isOpen && count > 0 && (
        <BufferDialog
          title={title}
          fieldLabel={__('Units held back of each of them', 'cherry-bridge')}
          hint={__('Empty: no rule of its own. 0: no buffer.', 'cherry-bridge')}
          start=""
          saveLabel={title}
          changesFor={(units) => rows.map((row) => skuChange(row.sku, units))}
          saving={saving}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
