import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import type { BufferPreviewAnswer, StockListAnswer } from '@cherry-bridge/sync-runner/contracts';
import { previewBuffers } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { readUnits, shopChange, shopRuleText } from '../../model/buffer.ts';
import { spokenFault } from '../spoken-fault.ts';
import { PreviewText } from './preview-text.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

type ShopRule = StockListAnswer['shop_rule'];

/** The rule that holds wherever a SKU has none of its own. */
export function ShopBuffer({ rule, mayChange, saving }: { rule: ShopRule; mayChange: boolean; saving: BufferSaving }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="cb-shop-rule">
      <p>{shopRuleText(rule)}</p>
      {mayChange && (
        <Button onClick={() => setIsOpen(true)} label={__('Change the buffer of the whole shop', 'cherry-bridge')}>
          {__('Change', 'cherry-bridge')}
        </Button>
      )}
      {isOpen && <ShopBufferDialog rule={rule} saving={saving} onClose={() => setIsOpen(false)} />}
    </div>
  );
}

/** Units and reason, then the preview; only what was previewed can be saved. */
function ShopBufferDialog({ rule, saving, onClose }: { rule: ShopRule; saving: BufferSaving; onClose: () => void }) {
  const [text, setText] = useState(String(rule.kind === 'off' ? 0 : rule.units));
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [seen, setSeen] = useState<{ units: number; preview: BufferPreviewAnswer } | undefined>();

  const onPreview = async () => {
    const entered = readUnits(text);
    if (!entered.ok || entered.units === null) {
      setFault(entered.ok ? __('Type a whole number of units; 0 holds nothing back.', 'cherry-bridge') : entered.sentence);
      return;
    }
    setFault('');
    setIsAsking(true);
    try {
      setSeen({ units: entered.units, preview: await previewBuffers([shopChange(entered.units)]) });
    } catch (refusal) {
      setFault(spokenFault(refusal));
    }
    setIsAsking(false);
  };
  const onSave = async () => {
    if (seen !== undefined && (await saving.saveSeen([shopChange(seen.units)], reason))) onClose();
  };
  return (
    <Dialog title={__('Buffer of the whole shop', 'cherry-bridge')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void (seen === undefined ? onPreview() : onSave());
        }}
      >
        <TextField
          label={__('Units held back of every SKU without a rule of its own', 'cherry-bridge')}
          type="number"
          value={text}
          onChange={(next) => {
            setText(next);
            setSeen(undefined);
          }}
          hint={__('0 holds nothing back.', 'cherry-bridge')}
          fault={fault}
        />
        <TextField label={__('Reason, for Activity (may stay empty)', 'cherry-bridge')} value={reason} onChange={setReason} maxLength={300} />
        <div role="status">{seen !== undefined && <PreviewText preview={seen.preview} />}</div>
        <div className="cb-buttons">
          <Button look="primary" isSubmit isBusy={isAsking || saving.isBusy}>
            {seen === undefined ? __('Preview', 'cherry-bridge') : __('Save the buffer of the whole shop', 'cherry-bridge')}
          </Button>
          <Button onClick={onClose}>{__('Cancel', 'cherry-bridge')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
