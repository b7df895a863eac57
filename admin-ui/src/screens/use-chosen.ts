import { useMemo, useState } from 'react';

/** The ticked rows, held to those on screen: what cannot be seen is never acted on. */
export function useChosen<Row>(rows: Row[], rowKey: (row: Row) => string) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosenRows = useMemo(() => rows.filter((row) => ticked.has(rowKey(row))), [rows, ticked, rowKey]);
  const keys = useMemo(() => new Set(chosenRows.map(rowKey)), [chosenRows, rowKey]);
  return { keys, rows: chosenRows, choose: setTicked, clear: () => setTicked(new Set()) };
}
