import type { Kysely } from 'kysely';
import type { LedgerPort, StoreTransaction } from '#ports/ledger.ts';
import { PostgresLedgerReader } from './ledger-reader.ts';
import { TransactionLedger } from './ledger-writer.ts';
import type { OutboxContext } from './outbox-context.ts';
import { TransactionOutbox } from './outbox-writer.ts';
import type { Tables } from './tables.ts';

/** The reader, and the one transaction that holds state, next jobs and cursors. */
export class PostgresLedger extends PostgresLedgerReader implements LedgerPort {
  readonly #database: Kysely<Tables>;
  readonly #schemaName: string;
  readonly #context: OutboxContext;

  constructor(db: Kysely<Tables>, schema: string, context: OutboxContext) {
    super(db, schema);
    this.#database = db;
    this.#schemaName = schema;
    this.#context = context;
  }

  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    return this.#database.transaction().execute(async (tx) => {
      const outbox = new TransactionOutbox(this.#context, tx);
      const answer = await work({ ledger: new TransactionLedger(tx, this.#schemaName), outbox });
      await outbox.flush();
      return answer;
    });
  }
}
