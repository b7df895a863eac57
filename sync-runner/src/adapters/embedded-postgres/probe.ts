import { createConnection, type Socket } from 'node:net';

/**
 * A PostgreSQL connection just large enough to ask whether the server is alive and whose it is: start-up, simple query,
 * first column as text. The full client has its home in adapters/postgres.
 */
export interface Probe {
  readColumn(sql: string): Promise<readonly string[]>;
  /** Runs once when the connection ends without our asking. */
  onLost(listener: () => void): void;
  close(): void;
}

export class ProbeRefused extends Error {
  /** SQLSTATE, e.g. 57P03 while the server starts or stops. */
  readonly sqlState: string;

  constructor(sqlState: string, text: string) {
    super(text);
    this.name = 'ProbeRefused';
    this.sqlState = sqlState;
  }
}

interface Answer {
  readonly rows: string[];
  refusal: ProbeRefused | undefined;
}

interface Waiting {
  readonly resolve: (rows: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

const composeStartup = (user: string, database: string, applicationName: string): Buffer => {
  const members = ['user', user, 'database', database, 'application_name', applicationName];
  const body = Buffer.from(`${members.join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
};

const composeQuery = (sql: string): Buffer => {
  const body = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5);
  head.write('Q', 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

const parseRefusal = (body: Buffer): ProbeRefused => {
  const fields = new Map(
    body
      .toString('utf8')
      .split('\0')
      .filter((field) => field !== '')
      .map((field) => [field[0] ?? '', field.slice(1)]),
  );
  return new ProbeRefused(fields.get('C') ?? '', fields.get('M') ?? 'the server refused');
};

const parseFirstColumn = (body: Buffer): string => {
  const length = body.readInt32BE(2);
  return length < 0 ? '' : body.subarray(6, 6 + length).toString('utf8');
};

/** Splits the stream into messages and gives each to `take`; what is not complete yet is kept. */
const composeReader = (take: (type: string, body: Buffer) => void): ((chunk: Buffer) => void) => {
  let kept: Buffer = Buffer.alloc(0);
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= 5) {
      const end = 1 + kept.readInt32BE(1);
      if (kept.length < end) return;
      const message = kept.subarray(0, end);
      kept = kept.subarray(end);
      take(message.toString('latin1', 0, 1), message.subarray(5));
    }
  };
};

class ProbeConnection implements Probe {
  readonly #socket: Socket;
  #waiting: Waiting | undefined;
  #answer: Answer = { rows: [], refusal: undefined };
  #isClosed = false;
  #lost: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on(
      'data',
      composeReader((type, body) => this.#take(type, body)),
    );
    socket.on('error', (error) => this.#end(error));
    socket.on('close', () => this.#end(new Error('the connection ended')));
  }

  /** Waits for the next "ready"; rejects with the server's refusal, if it sent one. */
  ready(send: Buffer): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Error('the connection ended'));
      this.#waiting = { resolve, reject };
      this.#socket.ref();
      this.#socket.write(send);
    });
  }

  readColumn(sql: string): Promise<readonly string[]> {
    return this.ready(composeQuery(sql));
  }

  onLost(listener: () => void): void {
    this.#lost = listener;
  }

  close(): void {
    this.#isClosed = true;
    this.#lost = undefined;
    this.#socket.end(Buffer.from([0x58, 0, 0, 0, 4]));
    this.#socket.destroySoon();
  }

  #take(type: string, body: Buffer): void {
    if (type === 'E') this.#answer.refusal = parseRefusal(body);
    if (type === 'D') this.#answer.rows.push(parseFirstColumn(body));
    if (type === 'R' && body.readInt32BE(0) !== 0)
      this.#end(new ProbeRefused('28000', 'the server asks for a password'));
    if (type === 'Z') this.#settle();
  }

  #settle(): void {
    const { rows, refusal } = this.#answer;
    this.#answer = { rows: [], refusal: undefined };
    const waiting = this.#waiting;
    this.#waiting = undefined;
    // Idle, it must not keep a process from ending.
    this.#socket.unref();
    if (refusal === undefined) waiting?.resolve(rows);
    else waiting?.reject(refusal);
  }

  #end(error: Error): void {
    const reason = this.#answer.refusal ?? error;
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.destroy();
    this.#lost?.();
  }
}

export interface ProbeTarget {
  readonly socketPath: string;
  readonly user: string;
  readonly database: string;
  readonly applicationName: string;
}

/** Connects within 2 s or rejects: ProbeRefused where a server answered, the socket's error where none did. */
export const connectProbe = async (target: ProbeTarget): Promise<Probe> => {
  const socket = createConnection(target.socketPath);
  const probe = new ProbeConnection(socket);
  const timer = setTimeout(() => socket.destroy(), 2_000);
  try {
    await probe.ready(composeStartup(target.user, target.database, target.applicationName));
    return probe;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
};
