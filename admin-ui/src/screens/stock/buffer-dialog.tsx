import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import type { BufferChange, BufferPreviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { previewBuffers } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { readUnits } from '../../model/buffer.ts';
import { spokenFault } from '../spoken-fault.ts';
import { PreviewText } from './preview-text.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

interface BufferDialogProps {
  title: string;
  fieldLabel: string;
  hint: string;
  start: string;
  saveLabel: string;
  /** What to save for these units (null = the field was left empty), or a sentence that says why not. */
  changesFor: (units: number | null) => BufferChange[] | string;
  saving: BufferSaving;
  onClose: () => void;
}

/** Units and reason, then the preview; only what was previewed can be saved. */
export function BufferDialog(props: BufferDialogProps) {
  const { changesFor, saving, onClose } = props;
  const [text, setText] = useState(props.start);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const [seen, setSeen] = useState<{ changes: BufferChange[]; preview: BufferPreviewAnswer } | undefined>();

  const onPreview = async () => {
    const entered = readUnits(text);
    const changes = entered.ok ? changesFor(entered.units) : entered.sentence;
    setFault(typeof changes === 'string' ? changes : '');
    if (typeof changes === 'string') return;
    setIsAsking(true);
    try {
      setSeen({ changes, preview: await previewBuffers(changes) });
    } catch (refusal) {
      setFault(spokenFault(refusal));
    }
    setIsAsking(false);
  };
  const onSave = async () => {
    if (seen !== undefined && (await saving.saveSeen(seen.changes, reason))) onClose();
  };
  return (
    <Dialog title={props.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void (seen === undefined ? onPreview() : onSave());
        }}
      >
        <TextField
          label={props.fieldLabel}
          type="number"
          value={text}
          onChange={(next) => {
            setText(next);
            setSeen(undefined);
          }}
          hint={props.hint}
          fault={fault}
        />
        <TextField
          label={__('Reason, for Activity (may stay empty)', 'cherry-bridge')}
          value={reason}
          onChange={setReason}
          maxLength={300}
        />
        <div role="status">{seen !== undefined && <PreviewText preview={seen.preview} />}</div>
        <div className="cb-buttons">
          <Button look="primary" isSubmit isBusy={isAsking || saving.isBusy}>
            {seen === undefined ? __('Preview', 'cherry-bridge') : props.saveLabel}
          </Button>
          <Button onClick={onClose}>{__('Cancel', 'cherry-bridge')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
