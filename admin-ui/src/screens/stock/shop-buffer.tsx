import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import type { StockListAnswer } from '@cherry-bridge/sync-runner/contracts';
import { Button } from '../../components/button.tsx';
import { shopChange, shopRuleText } from '../../model/buffer.ts';
import { BufferDialog } from './buffer-dialog.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

interface ShopBufferProps {
  rule: StockListAnswer['shop_rule'];
  mayChange: boolean;
  saving: BufferSaving;
}

/** The rule that holds wherever a SKU has none of its own. */
export function ShopBuffer({ rule, mayChange, saving }: ShopBufferProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="cb-shop-rule">
      <p>{shopRuleText(rule)}</p>
      {mayChange && (
        <Button onClick={() => setIsOpen(true)} label={__('Change the buffer of the whole shop', 'cherry-bridge')}>
          {__('Change', 'cherry-bridge')}
        </Button>
      )}
      {isOpen && (
        <BufferDialog
          title={__('Buffer of the whole shop', 'cherry-bridge')}
          fieldLabel={__('Units held back of every SKU without a rule of its own', 'cherry-bridge')}
          hint={__('0 holds nothing back.', 'cherry-bridge')}
          start={String(rule.kind === 'off' ? 0 : rule.units)}
          saveLabel={__('Save the buffer of the whole shop', 'cherry-bridge')}
          changesFor={(units) =>
            units === null
              ? __('Type a whole number of units; 0 holds nothing back.', 'cherry-bridge')
              : [shopChange(units)]
          }
          saving={saving}
          onClose={() => setIsOpen(false)}
        />
      )}
    </div>
  );
}
