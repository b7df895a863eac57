import type { ReactNode } from 'react';

/** The quiet text in place of rows: first use, all clear, or nothing that fits. */
export function EmptyNote({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="cb-empty">
      <p className="cb-empty__title">{title}</p>
      {children}
    </div>
  );
}
