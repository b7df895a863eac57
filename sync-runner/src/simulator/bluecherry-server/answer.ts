/** What goes back, before a fault damages it. `body` undefined = the server says nothing. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
  /** Something was written. */
  isCommitted: boolean;
}

export const answerWith = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  body,
  headers,
  isCommitted: false,
});
