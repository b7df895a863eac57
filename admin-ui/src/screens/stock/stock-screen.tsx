import { __ } from '@wordpress/i18n';
import { useStock } from '../../api/routes.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { ListFrame } from '../../components/list-frame.tsx';
import { focusRowByKey } from '../../components/list-table.tsx';
import { useFrame } from '../frame-context.ts';
import { listQuery, neighbourKey, sortOf } from '../list-route.ts';
import { LookOnly } from '../look-only.tsx';
import { useRoute } from '../use-route.ts';
import { ShopBuffer } from './shop-buffer.tsx';
import { StockFilters } from './stock-filters.tsx';
import { StockList } from './stock-list.tsx';
import { useBufferSave } from './use-buffer-save.tsx';
import { WhyPanel } from './why-panel.tsx';

const START_SORT = { by: 'difference', order: 'desc' } as const;

/** "Why does the shop show this number, and is it safe?" */
export function StockScreen() {
  const { boot } = useFrame();
  const { params, change } = useRoute();
  const sort = sortOf(params, START_SORT);
  const stock = useStock(listQuery(params, sort, ['search', 'filter']));
  const saving = useBufferSave(stock.again);
  const mayChange = boot.caps['cherry_bridge_manage'] === true;
  const openSku = params['open'] ?? '';
  const isFiltered = params['search'] !== undefined || params['filter'] !== undefined;
  const close = () => {
    change({ open: undefined });
    focusRowByKey(openSku);
  };
  const step = (by: 1 | -1) => {
    const next = neighbourKey(stock.answer?.rows.map((row) => row.sku) ?? [], openSku, by);
    if (next !== '') change({ open: next }, true);
  };
  return (
    <div className={`cb-screen${openSku === '' ? '' : ' has-panel'}`}>
      <div className="cb-screen__main">
        <LookOnly mayAct={mayChange} />
        {stock.answer !== undefined && (
          <ShopBuffer rule={stock.answer.shop_rule} mayChange={mayChange} saving={saving} />
        )}
        {(isFiltered || (stock.answer?.total ?? 0) > 10) && <StockFilters />}
        <ListFrame
          query={stock}
          faultTitle={__('The stock list could not be loaded.', 'cherry-bridge')}
          isEmpty={(answer) => answer.rows.length === 0}
          isFiltered={isFiltered}
          onClear={() => change({ search: undefined, filter: undefined })}
          empty={() => <NoStockYet />}
        >
          {(answer) => (
            <StockList answer={answer} isOld={stock.isOld} sort={sort} mayChange={mayChange} saving={saving} />
          )}
        </ListFrame>
      </div>
      {openSku !== '' && <WhyPanel sku={openSku} onClose={close} onStep={step} saving={saving} mayChange={mayChange} />}
      {saving.dialog}
    </div>
  );
}

function NoStockYet() {
  return (
    <EmptyNote
      title={__('Every SKU that Blue Cherry counts appears here, with the sum behind its number.', 'cherry-bridge')}
    >
      <p>
        {__('The first stock run starts it. Set the Stock flow live, or run it now on the Overview.', 'cherry-bridge')}
      </p>
    </EmptyNote>
  );
}
