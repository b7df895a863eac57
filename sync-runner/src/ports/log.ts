/** Constant sentences; what varies goes into fields. Never names, mails, addresses or keys. */
export interface Log {
  debug(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  info(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
  error(sentence: string, fields?: Readonly<Record<string, unknown>>): void;
}
