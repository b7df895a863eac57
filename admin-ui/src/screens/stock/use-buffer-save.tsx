import { __ } from '@wordpress/i18n';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import type { BufferChange, BufferPreviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { previewBuffers, saveBuffers } from '../../api/routes.ts';
import { useSay } from '../../components/notices.tsx';
import { spokenFault } from '../spoken-fault.ts';
import { BufferConfirm } from './buffer-confirm.tsx';

export interface BufferSaving {
  /** Preview, then either the question or the save itself. `subject`: SKU or name of the scope, for the question. */
  save: (changes: BufferChange[], subject: string, reason?: string) => void;
  /** Saves what was already previewed on screen. */
  saveSeen: (changes: BufferChange[], reason: string) => Promise<boolean>;
  isBusy: boolean;
  dialog: ReactNode;
}

interface Asked {
  changes: BufferChange[];
  subject: string;
  reason: string;
  preview: BufferPreviewAnswer;
}

/** Every save of a buffer: preview first, a question where it is wide, Undo in the notice afterwards. */
export function useBufferSave(onSaved: () => void): BufferSaving {
  const say = useSay();
  const [isBusy, setIsBusy] = useState(false);
  const [asked, setAsked] = useState<Asked | undefined>();

  const saveSeen = useCallback(
    async (changes: BufferChange[], reason: string): Promise<boolean> => {
      setIsBusy(true);
      try {
        const saved = await saveBuffers(changes, reason);
        const undo = async () => {
          try {
            const undone = await saveBuffers(saved.undo, __('Undo', 'cherry-bridge'));
            say({ tone: 'good', text: undone.sentence });
          } catch (fault) {
            say({ tone: 'fault', text: spokenFault(fault) });
          }
          onSaved();
        };
        say({ tone: 'good', text: saved.sentence, undo });
        onSaved();
        return true;
      } catch (fault) {
        say({ tone: 'fault', text: spokenFault(fault) });
        return false;
      } finally {
        setIsBusy(false);
      }
    },
    [onSaved, say],
  );

  const save = useCallback(
    (changes: BufferChange[], subject: string, reason = '') => {
      setIsBusy(true);
      previewBuffers(changes).then(
        (preview) => {
          if (preview.needs_confirmation) {
            setIsBusy(false);
            setAsked({ changes, subject, reason, preview });
          } else void saveSeen(changes, reason);
        },
        (fault: unknown) => {
          setIsBusy(false);
          say({ tone: 'fault', text: spokenFault(fault) });
        },
      );
    },
    [saveSeen, say],
  );

  const dialog = asked !== undefined && (
    <BufferConfirm
      subject={asked.subject}
      preview={asked.preview}
      isBusy={isBusy}
      onClose={() => setAsked(undefined)}
      onConfirm={() => void saveSeen(asked.changes, asked.reason).then(() => setAsked(undefined))}
    />
  );
  return { save, saveSeen, isBusy, dialog };
}
