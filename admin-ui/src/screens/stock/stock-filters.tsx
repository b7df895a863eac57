import { __ } from '@wordpress/i18n';
import { useCallback } from 'react';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { STOCK_FILTERS, stockFilterTitle } from '../../model/stock.ts';
import { useRoute } from '../use-route.ts';

/** Search and filter, both answered by the server and kept in the address. */
export function StockFilters() {
  const { params, change } = useRoute();
  const onSearch = useCallback((search: string) => change({ search }, true), [change]);
  return (
    <div className="cb-filters">
      <SearchField
        label={__('SKU, barcode or title', 'cherry-bridge')}
        value={params['search'] ?? ''}
        onSearch={onSearch}
      />
      <SelectField
        label={__('Show', 'cherry-bridge')}
        value={STOCK_FILTERS.find((known) => known === params['filter']) ?? 'all'}
        options={STOCK_FILTERS.map((value) => ({ value, label: stockFilterTitle(value) }))}
        onChange={(value) => change({ filter: value === 'all' ? undefined : value }, true)}
      />
    </div>
  );
}
