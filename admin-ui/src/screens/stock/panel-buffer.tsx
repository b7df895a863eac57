import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { ownUnitsText, readUnits, skuChange } from '../../model/buffer.ts';
import type { BufferSaving } from './use-buffer-save.tsx';

/** The SKU's own buffer with a reason: the way in on a phone, and for those who do not use keys. */
export function PanelBuffer({ row, saving }: { row: StockRow; saving: BufferSaving }) {
  const [text, setText] = useState(ownUnitsText(row.own_rule));
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  return (
    <form
      className="cb-panel__form"
      onSubmit={(event) => {
        event.preventDefault();
        const entered = readUnits(text);
        setFault(entered.ok ? '' : entered.sentence);
        if (entered.ok) saving.save([skuChange(row.sku, entered.units)], row.sku, reason);
      }}
    >
      <TextField
        label={__('Units held back of this SKU', 'cherry-bridge')}
        type="number"
        value={text}
        onChange={setText}
        hint={__('Empty: no rule of its own. 0: no buffer.', 'cherry-bridge')}
        fault={fault}
      />
      <TextField
        label={__('Reason, for Activity (may stay empty)', 'cherry-bridge')}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
      <Button isSubmit isBusy={saving.isBusy}>
        {__('Save the buffer', 'cherry-bridge')}
      </Button>
    </form>
  );
}
