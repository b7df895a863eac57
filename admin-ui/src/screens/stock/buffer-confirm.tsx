import { __, sprintf } from '@wordpress/i18n';
import type { BufferPreviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { PreviewText } from './preview-text.tsx';

interface BufferConfirmProps {
  subject: string;
  preview: BufferPreviewAnswer;
  isBusy: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asked where a buffer takes more than 5 % of the sellable units or sells out a best seller. */
export function BufferConfirm({ subject, preview, isBusy, onClose, onConfirm }: BufferConfirmProps) {
  return (
    <Dialog
      title={sprintf(
        /* translators: %s: SKU or "the whole shop" */ __('Save the buffer of %s?', 'cherry-bridge'),
        subject,
      )}
      onClose={onClose}
    >
      <PreviewText preview={preview} />
      <div className="cb-buttons">
        <Button look="primary" isBusy={isBusy} onClick={onConfirm}>
          {sprintf(
            /* translators: %s: SKU or "the whole shop" */ __('Save the buffer of %s', 'cherry-bridge'),
            subject,
          )}
        </Button>
        <Button onClick={onClose}>{__('Cancel', 'cherry-bridge')}</Button>
      </div>
    </Dialog>
  );
}
