import { speak } from '@wordpress/a11y';
import { __ } from '@wordpress/i18n';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export interface Notice {
  tone: 'good' | 'fault';
  text: string;
  /** Stays in the notice until it is closed; never times out. */
  undo?: () => Promise<void>;
}

type Say = (notice: Notice) => void;
const SayContext = createContext<Say>(() => undefined);

/** Tells the person what came of an action, to the eye and politely to the ear. */
export function useSay(): Say {
  return useContext(SayContext);
}

interface Shown extends Notice {
  id: number;
}

const MOST_NOTICES = 5;

export function Notices({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const close = useCallback((id: number) => setShown((list) => list.filter((one) => one.id !== id)), []);
  const say = useCallback<Say>((notice) => {
    speak(notice.text, notice.tone === 'fault' ? 'assertive' : 'polite');
    setShown((list) => [{ ...notice, id: (list[0]?.id ?? 0) + 1 }, ...list].slice(0, MOST_NOTICES));
  }, []);
  const area = useMemo(
    () =>
      shown.length > 0 && (
        <section className="cb-notices" aria-label={__('What was done', 'cherry-bridge')}>
          {shown.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} onClose={() => close(notice.id)} />
          ))}
        </section>
      ),
    [shown, close],
  );
  return (
    <SayContext.Provider value={say}>
      {children}
      {area}
    </SayContext.Provider>
  );
}

function NoticeLine({ notice, onClose }: { notice: Shown; onClose: () => void }) {
  const [isUndoing, setIsUndoing] = useState(false);
  const undo = notice.undo;
  const onUndo = async () => {
    if (undo === undefined) return;
    setIsUndoing(true);
    await undo();
    onClose();
  };
  return (
    <div className={`cb-notice cb-notice--${notice.tone}`}>
      <p>{notice.text}</p>
      {undo !== undefined && (
        <Button look="link" isBusy={isUndoing} onClick={() => void onUndo()}>
          {__('Undo', 'cherry-bridge')}
        </Button>
      )}
      <Button look="link" onClick={onClose} label={__('Close this notice', 'cherry-bridge')}>
        {__('Close', 'cherry-bridge')}
      </Button>
    </div>
  );
}
