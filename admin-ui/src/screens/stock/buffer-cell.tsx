import { __, sprintf } from '@wordpress/i18n';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import { focusRowByKey } from '../../components/list-table.tsx';
import { bufferCell, ownUnits, ownUnitsText, readUnits, skuChange } from '../../model/buffer.ts';
import type { BufferSaving } from './use-buffer-save.tsx';

interface BufferCellProps {
  row: StockRow;
  mayChange: boolean;
  isEditing: boolean;
  onEdit: (isOn: boolean) => void;
  saving: BufferSaving;
}

/** Units held back and the rule that won; `e` or the button edits, Enter saves, Esc drops. */
export function BufferCell({ row, mayChange, isEditing, onEdit, saving }: BufferCellProps) {
  if (isEditing) return <BufferField row={row} onEnd={() => onEdit(false)} saving={saving} />;
  const { units, rule, coming } = bufferCell(row);
  return (
    <div className="cb-buffer">
      <span className="cb-buffer__units">{units}</span>
      {mayChange && (
        <button
          type="button"
          className="cb-buffer__edit"
          aria-label={sprintf(/* translators: %s: SKU */ __('Edit the buffer of %s', 'cherry-bridge'), row.sku)}
          onClick={() => onEdit(true)}
        >
          {__('Edit', 'cherry-bridge')}
        </button>
      )}
      <span className="cb-table__sub">{coming === '' ? rule : coming}</span>
    </div>
  );
}

function BufferField({ row, onEnd, saving }: { row: StockRow; onEnd: () => void; saving: BufferSaving }) {
  const field = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [text, setText] = useState(ownUnitsText(row.own_rule));
  const [fault, setFault] = useState('');
  useEffect(() => field.current?.select(), []);

  const end = () => {
    onEnd();
    // The field leaves the page with this, so the row takes the focus back.
    window.setTimeout(() => focusRowByKey(row.sku), 0);
  };
  const save = () => {
    const entered = readUnits(text);
    if (!entered.ok) {
      setFault(entered.sentence);
      return;
    }
    end();
    if (entered.units !== ownUnits(row.own_rule)) saving.save([skuChange(row.sku, entered.units)], row.sku);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      end();
    }
  };
  return (
    <div className="cb-buffer cb-buffer--edit">
      <input
        ref={field}
        inputMode="numeric"
        value={text}
        aria-label={sprintf(/* translators: %s: SKU */ __('Units held back of %s', 'cherry-bridge'), row.sku)}
        aria-invalid={fault !== ''}
        aria-describedby={hintId}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="cb-buffer__edit" onClick={save}>
        {__('Save', 'cherry-bridge')}
      </button>
      <button type="button" className="cb-buffer__edit" onClick={end}>
        {__('Drop', 'cherry-bridge')}
      </button>
      <span
        id={hintId}
        className={fault === '' ? 'cb-table__sub' : 'cb-field__fault'}
        role={fault === '' ? undefined : 'alert'}
      >
        {fault === '' ? __('Empty: no rule of its own. 0: no buffer.', 'cherry-bridge') : fault}
      </span>
    </div>
  );
}
