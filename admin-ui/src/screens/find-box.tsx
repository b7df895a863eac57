import { __ } from '@wordpress/i18n';
import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '../components/button.tsx';
import { routeHash } from '../model/route.ts';

export const FIND_ID = 'cherry-bridge-find';

/** Order, Blue Cherry or tracking number, SKU or barcode → everything known about it. */
export function FindBox({ start }: { start: string }) {
  const hintId = useId();
  const [text, setText] = useState(start);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') window.location.hash = routeHash('find', { search: text.trim() });
  };
  return (
    <form className="cb-find" role="search" onSubmit={onSubmit}>
      <label className="screen-reader-text" htmlFor={FIND_ID}>
        {__('Find an order, SKU, barcode or tracking number', 'cherry-bridge')}
      </label>
      <input
        id={FIND_ID}
        type="search"
        maxLength={100}
        value={text}
        placeholder={__('Order, SKU, barcode, tracking', 'cherry-bridge')}
        aria-describedby={hintId}
        onChange={(event) => setText(event.target.value)}
      />
      <span id={hintId} className="screen-reader-text">
        {__('Key: slash', 'cherry-bridge')}
      </span>
      <Button isSubmit>{__('Find', 'cherry-bridge')}</Button>
    </form>
  );
}
