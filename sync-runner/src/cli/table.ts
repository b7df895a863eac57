import Table from 'cli-table3';
import type { Session } from './session.ts';

/** Rows of text: a table on a terminal, one line a row elsewhere, so that other programs can read it. */
export const sayTable = (session: Session, head: readonly string[], rows: readonly (readonly string[])[]): void => {
  if (rows.length === 0) return;
  if (!session.isTerminal) {
    for (const row of rows) session.say(row.filter((cell) => cell !== '').join('  '));
    return;
  }
  const table = new Table({ head: [...head], style: { head: [], border: [] }, wordWrap: true });
  table.push(...rows.map((row) => [...row]));
  session.say(table.toString());
};
