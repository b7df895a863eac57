import { __ } from '@wordpress/i18n';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { ListHead } from './list-head.tsx';
import type { ListTableProps } from './list-shape.ts';
import { isTyping } from './side-panel.tsx';
import { lettersAreOn } from './letter-keys.ts';

/** An HTML table with row headers and sort buttons; at 782 px and below the same rows become cards by CSS. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || !lettersAreOn()) return;
    const index = focusedIndex(body.current);
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      focusRow(body.current, index + (event.key === 'j' ? 1 : -1));
      return;
    }
    const row = props.rows[index];
    if (row === undefined) return;
    if (event.key === 'x' && props.onChoose !== undefined) toggle(props, props.rowKey(row));
    else if (props.onLetter?.(event.key, row) === true) event.preventDefault();
  };
  return (
    // The letters only add to the links, buttons and boxes inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="cb-list" onKeyDown={onKeyDown}>
      <table className={`cb-table${props.isOld ? ' is-old' : ''}`} aria-busy={props.isOld}>
        <caption className="screen-reader-text">{props.caption}</caption>
        <ListHead {...props} />
        <tbody ref={body}>
          {props.rows.map((row) => (
            <ListRow key={props.rowKey(row)} row={row} list={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ListRow<Row>({ row, list }: { row: Row; list: ListTableProps<Row> }) {
  const key = list.rowKey(row);
  const { title, chosen } = list;
  return (
    <tr data-key={key} className={key === list.openKey ? 'is-open' : ''}>
      {chosen !== undefined && (
        <td className="cb-table__choose">
          <input
            type="checkbox"
            checked={chosen.has(key)}
            aria-label={`${__('Select', 'cherry-bridge')} ${list.titleText(row)}`}
            onChange={() => toggle(list, key)}
          />
        </td>
      )}
      <th scope="row">
        <a
          href={list.href(row)}
          className="cb-table__link"
          aria-current={key === list.openKey ? 'true' : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            list.onOpen(row);
          }}
        >
          {list.titleText(row)}
        </a>
        {title.cell(row)}
      </th>
      {list.columns.map((column) => (
        <td
          key={column.id}
          className={`${column.isNumber === true ? 'is-number' : ''}${column.isOnCard === true ? ' is-on-card' : ''}`}
          data-label={column.unit === undefined ? column.header : `${column.header} (${column.unit})`}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function toggle<Row>(list: ListTableProps<Row>, key: string): void {
  const next = new Set(list.chosen);
  if (!next.delete(key)) next.add(key);
  list.onChoose?.(next);
}

function focusedIndex(body: HTMLElement | null): number {
  const row = document.activeElement?.closest('tr');
  return row && body?.contains(row) ? [...body.children].indexOf(row) : -1;
}

/** Moves focus to the link of a row by its place; beyond the ends it stays. */
export function focusRow(body: HTMLElement | null, index: number): void {
  body?.children[index]?.querySelector<HTMLElement>('.cb-table__link')?.focus();
}

/** After a panel closes the row it belonged to takes the focus back. */
export function focusRowByKey(key: string): void {
  document.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"] .cb-table__link`)?.focus();
}
