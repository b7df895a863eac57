import type { Log } from '#ports/log.ts';
import { createEmbeddedDatabaseHome } from './embedded-database-home.ts';

/** A runner beside the test: opens the database of the folder in argv and stays until it is killed. */
const say = (): void => undefined;
const log: Log = { debug: say, info: say, warn: say, error: say };
const address = await createEmbeddedDatabaseHome({ dataDir: process.argv[2] ?? '', log }).open();
process.stdout.write(`${address.via === 'socket' ? address.folder : ''}\n`);
setInterval(() => undefined, 60_000);
