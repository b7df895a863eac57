import { Modal } from '@wordpress/components';
import type { ReactNode } from 'react';

/** The shop's own dialog: holds focus, Esc closes, focus goes back where it came from. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Modal title={title} onRequestClose={onClose} className="cb-dialog" overlayClassName="cb-dialog-overlay">
      {children}
    </Modal>
  );
}
