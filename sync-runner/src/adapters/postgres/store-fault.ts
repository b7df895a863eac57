import { isSyncError, SyncError } from '#errors/sync-error.ts';

/** SQLSTATE classes that mean "the database is not there now", not "the statement is wrong". */
const AWAY = /^(08|53|57P|58|40P01|40001|25006)/;
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
]);
const SENTENCES =
  /connection terminated|timeout exceeded when trying to connect|connection ended|client has encountered a connection error|not queryable|cannot use a pool/i;

/**
 * What the runner's own database threw, in our words where it is away for now (STORE_UNREACHABLE, transient). A wrong
 * statement stays as it is: pg-boss reads its SQLSTATE, and for us it is a bug.
 */
export const translateStoreFault = (error: unknown): unknown => {
  if (isSyncError(error) || !(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!AWAY.test(code) && !SOCKET_CODES.has(code) && !SENTENCES.test(error.message)) return error;
  return new SyncError({
    code: 'STORE_UNREACHABLE',
    message: `The runner's database does not answer (${code === '' ? error.message : code}).`,
    cause: error,
  });
};
