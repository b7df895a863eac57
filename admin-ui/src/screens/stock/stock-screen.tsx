import { __ } from '@wordpress/i18n';
import { useCallback, useState } from 'react';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import { useStock } from '../../api/routes.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { ListFrame } from '../../components/list-frame.tsx';
import { focusRowByKey, ListTable } from '../../components/list-table.tsx';
import { Pager } from '../../components/pager.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { STOCK_FILTERS, stockFilterTitle } from '../../model/stock.ts';
import type { StockFilter } from '../../model/stock.ts';
import { useFrame } from '../frame-context.ts';
import { listQuery, neighbourKey, sortOf } from '../list-route.ts';
import { LookOnly } from '../look-only.tsx';
import { useRoute } from '../use-route.ts';
import { ShopBuffer } from './shop-buffer.tsx';
import { stockColumns, stockTitle } from './stock-columns.tsx';
import { useBufferSave } from './use-buffer-save.tsx';
import { WhyPanel } from './why-panel.tsx';

const START_SORT = { by: 'difference', order: 'desc' } as const;

/** "Why does the shop show this number, and is it safe?" */
export function StockScreen() {
  const { boot, nowMs } = useFrame();
  const { params, change, hrefWith } = useRoute();
  const sort = sortOf(params, START_SORT);
  const stock = useStock(listQuery(params, sort, ['search', 'filter']));
  const [editing, setEditing] = useState('');
  const mayChange = boot.caps['cherry_bridge_manage'] === true;
  const openSku = params['open'] ?? '';
  const filter = (params['filter'] ?? 'all') as StockFilter;
  const isFiltered = params['search'] !== undefined || filter !== 'all';
  const saving = useBufferSave(stock.again);

  const onSearch = useCallback((search: string) => change({ search }, true), [change]);
  const clear = () => change({ search: undefined, filter: undefined });
  const close = () => {
    change({ open: undefined });
    focusRowByKey(openSku);
  };
  const columns = stockColumns({ nowMs, editing, setEditing, mayChange, saving });
  return (
    <div className={`cb-screen${openSku === '' ? '' : ' has-panel'}`}>
      <div className="cb-screen__main">
        <LookOnly mayAct={mayChange} />
        {stock.answer !== undefined && <ShopBuffer rule={stock.answer.shop_rule} mayChange={mayChange} saving={saving} />}
        {(isFiltered || (stock.answer?.total ?? 0) > 10) && (
          <div className="cb-filters">
            <SearchField label={__('SKU, barcode or title', 'cherry-bridge')} value={params['search'] ?? ''} onSearch={onSearch} />
            <SelectField
              label={__('Show', 'cherry-bridge')}
              value={filter}
              options={STOCK_FILTERS.map((value) => ({ value, label: stockFilterTitle(value) }))}
              onChange={(value) => change({ filter: value === 'all' ? undefined : value }, true)}
            />
          </div>
        )}
        <ListFrame
          query={stock}
          faultTitle={__('The stock list could not be loaded.', 'cherry-bridge')}
          isEmpty={(answer) => answer.rows.length === 0}
          isFiltered={isFiltered}
          onClear={clear}
          empty={() => <NoStockYet />}
        >
          {(answer) => (
            <>
              <ListTable<StockRow>
                caption={__('Stock and buffers, one SKU a row', 'cherry-bridge')}
                title={stockTitle}
                titleText={(row) => row.sku}
                rows={answer.rows}
                rowKey={(row) => row.sku}
                columns={columns}
                href={(row) => hrefWith({ open: row.sku })}
                openKey={openSku}
                onOpen={(row) => change({ open: row.sku })}
                sort={sort}
                onSort={({ by, order }) => change({ orderby: by, order }, true)}
                onLetter={(letter, row) => {
                  if (letter !== 'e' || !mayChange) return false;
                  setEditing(row.sku);
                  return true;
                }}
                isOld={stock.isOld}
              />
              <Pager
                page={answer.page}
                perPage={answer.per_page}
                total={answer.total}
                totalIsExact={answer.total_is_exact}
                onPage={(page) => change({ page: String(page) })}
                onPerPage={(size) => change({ per_page: String(size) })}
              />
            </>
          )}
        </ListFrame>
      </div>
      {openSku !== '' && (
        <WhyPanel
          sku={openSku}
          onClose={close}
          onStep={(step) => {
            const next = neighbourKey(stock.answer?.rows.map((row) => row.sku) ?? [], openSku, step);
            if (next !== '') change({ open: next }, true);
          }}
          saving={saving}
          mayChange={mayChange}
        />
      )}
      {saving.dialog}
    </div>
  );
}

function NoStockYet() {
  return (
    <EmptyNote title={__('Every SKU that Blue Cherry counts appears here, with the sum behind its number.', 'cherry-bridge')}>
      <p>{__('The first stock run starts it. Set the Stock flow live, or run it now on the Overview.', 'cherry-bridge')}</p>
    </EmptyNote>
  );
}
