import { __, sprintf } from '@wordpress/i18n';
import { numberText, totalText } from '../model/clock.ts';
import { LAST_PAGE, PAGE_SIZES } from '../model/route.ts';
import { Button } from './button.tsx';

interface PagerProps {
  page: number;
  perPage: number;
  total: number;
  totalIsExact: boolean;
  onPage: (page: number) => void;
  onPerPage: (size: number) => void;
}

/** Which rows of how many, page by page; ten rows need no pager. Past page 200 the list asks for a filter. */
export function Pager({ page, perPage, total, totalIsExact, onPage, onPerPage }: PagerProps) {
  if (total <= 10) return null;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const last = totalIsExact ? Math.min(pages, LAST_PAGE) : LAST_PAGE;
  const from = (page - 1) * perPage + 1;
  return (
    <nav className="cb-pager" aria-label={__('Pages', 'cherry-bridge')}>
      <p className="cb-pager__count">
        {sprintf(
          /* translators: 1, 2: first and last row, 3: number of rows */
          __('%1$s to %2$s of %3$s', 'cherry-bridge'),
          numberText(from),
          numberText(Math.min(total, from + perPage - 1)),
          totalText(total, totalIsExact),
        )}
      </p>
      <Button isOff={page <= 1} onClick={() => onPage(page - 1)}>
        {__('Previous page', 'cherry-bridge')}
      </Button>
      <Button isOff={page >= last} onClick={() => onPage(page + 1)}>
        {__('Next page', 'cherry-bridge')}
      </Button>
      <label>
        {__('Rows a page', 'cherry-bridge')}{' '}
        <select value={perPage} onChange={(event) => onPerPage(Number(event.target.value))}>
          {PAGE_SIZES.map((size) => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </select>
      </label>
      {page >= LAST_PAGE && pages > LAST_PAGE && (
        <p>{__('The list ends here. Use a filter or search to see other rows.', 'cherry-bridge')}</p>
      )}
    </nav>
  );
}
