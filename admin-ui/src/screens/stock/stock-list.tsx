import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import type { StockListAnswer, StockRow } from '@cherry-bridge/sync-runner/contracts';
import { ListTable } from '../../components/list-table.tsx';
import type { Sort } from '../../components/list-shape.ts';
import { useFrame } from '../frame-context.ts';
import { ListPager } from '../list-pager.tsx';
import { useChosen } from '../use-chosen.ts';
import { useRoute } from '../use-route.ts';
import { ChosenBuffers } from './chosen-buffers.tsx';
import { stockColumns, stockTitle } from './stock-columns.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

interface StockListProps {
  answer: StockListAnswer;
  isOld: boolean;
  sort: Sort;
  mayChange: boolean;
  saving: BufferSaving;
}

const keyOf = (row: StockRow) => row.sku;

/** The rows of one page: `e` edits the buffer of the row that has the focus, `x` ticks it. */
export function StockList({ answer, isOld, sort, mayChange, saving }: StockListProps) {
  const { nowMs } = useFrame();
  const { params, change, hrefWith } = useRoute();
  const [editing, setEditing] = useState('');
  const chosen = useChosen(answer.rows, keyOf);
  return (
    <>
      <ChosenBuffers rows={chosen.rows} onClear={chosen.clear} saving={saving} />
      <ListTable<StockRow>
        caption={__('Stock and buffers, one SKU a row', 'cherry-bridge')}
        title={stockTitle}
        titleText={keyOf}
        rows={answer.rows}
        rowKey={keyOf}
        columns={stockColumns({ nowMs, editing, setEditing, mayChange, saving })}
        href={(row) => hrefWith({ open: row.sku })}
        openKey={params['open'] ?? ''}
        onOpen={(row) => change({ open: row.sku })}
        sort={sort}
        onSort={({ by, order }) => change({ orderby: by, order }, true)}
        chosen={mayChange ? chosen.keys : undefined}
        onChoose={mayChange ? chosen.choose : undefined}
        onLetter={(letter, row) => {
          if (letter !== 'e' || !mayChange) return false;
          setEditing(row.sku);
          return true;
        }}
        isOld={isOld}
      />
      <ListPager answer={answer} />
    </>
  );
}
