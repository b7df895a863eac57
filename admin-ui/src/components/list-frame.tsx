import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Query } from '../api/use-query.ts';
import { Button } from './button.tsx';
import { EmptyNote } from './empty-note.tsx';
import { FaultNote } from './fault-note.tsx';

interface ListFrameProps<T> {
  query: Query<T>;
  /** "The list could not be loaded." */
  faultTitle: string;
  isEmpty: (answer: T) => boolean;
  isFiltered: boolean;
  onClear: () => void;
  /** First use or all clear, where no filter is set. */
  empty: (answer: T) => ReactNode;
  children: (answer: T) => ReactNode;
}

/** The states every list has: loading, empty three ways, and a fault above the last good rows. */
export function ListFrame<T>({ query, faultTitle, isEmpty, isFiltered, onClear, empty, children }: ListFrameProps<T>) {
  const { answer, fault, again, isSlow } = query;
  return (
    <>
      {fault !== undefined && <FaultNote fault={fault} what={faultTitle} onAgain={again} />}
      {answer === undefined && fault === undefined && <GreyRows isShown={isSlow} />}
      {answer !== undefined && isEmpty(answer) && isFiltered && (
        <EmptyNote title={__('No row fits these filters.', 'cherry-bridge')}>
          <Button onClick={onClear}>{__('Clear filters', 'cherry-bridge')}</Button>
        </EmptyNote>
      )}
      {answer !== undefined && isEmpty(answer) && !isFiltered && empty(answer)}
      {answer !== undefined && !isEmpty(answer) && children(answer)}
    </>
  );
}

/** Space from the start, grey rows only after 300 ms: a quick answer does not flicker. */
export function GreyRows({ isShown }: { isShown: boolean }) {
  return (
    <div className={`cb-grey${isShown ? ' is-shown' : ''}`}>
      <span className="screen-reader-text" role="status">
        {isShown ? __('Loading', 'cherry-bridge') : ''}
      </span>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <span key={row} className="cb-grey__row" aria-hidden="true" />
      ))}
    </div>
  );
}
