import { __ } from '@wordpress/i18n';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Button } from './button.tsx';

interface SidePanelProps {
  title: string;
  /** Changes when another row is shown, so that focus moves to the new heading. */
  subject: string;
  onClose: () => void;
  /** j and k walk through the list from inside the panel too. */
  onStep?: (step: 1 | -1) => void;
  onKey?: (key: string) => boolean;
  children: ReactNode;
}

/** Beside the list, not over it: the list stays in use. Esc closes; the list takes the focus back. */
export function SidePanel({ title, subject, onClose, onStep, onKey, children }: SidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [subject]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
      return;
    }
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j') onStep?.(1);
    else if (event.key === 'k') onStep?.(-1);
    else if (onKey?.(event.key) === true) event.preventDefault();
  };
  return (
    // Keys are an addition here; everything in the panel has a button or link of its own.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className="cb-panel" aria-label={title} onKeyDown={onKeyDown}>
      <header className="cb-panel__head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <Button look="link" onClick={onClose} label={__('Close the panel', 'cherry-bridge')}>
          {__('Close', 'cherry-bridge')}
        </Button>
      </header>
      <div className="cb-panel__body">{children}</div>
    </aside>
  );
}

/** Letters typed into a field are text, never a shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
