import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createUrlDatabaseHome } from './url-database-home.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

const compose = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const ready = compose('Z', Buffer.from('I'));

/** A server that speaks just enough of the protocol to say its version, or to refuse. */
const listen = async (onStartup: (socket: Socket) => void, version = '120009'): Promise<string> => {
  const row = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, version.length]), Buffer.from(version)]);
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('server_version_num\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
  ]);
  const started = createServer((socket) => {
    let isStarted = false;
    socket.on('data', () => {
      if (isStarted)
        return void socket.write(
          Buffer.concat([compose('T', column), compose('D', row), compose('C', Buffer.from('SHOW\0')), ready]),
        );
      isStarted = true;
      onStartup(socket);
    });
    socket.on('error', () => undefined);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `postgres://user:very-secret@127.0.0.1:${(started.address() as AddressInfo).port}/shop`;
};

const welcome = (socket: Socket): void => void socket.write(Buffer.concat([compose('R', Buffer.alloc(4)), ready]));
const refuse =
  (sqlState: string) =>
  (socket: Socket): void =>
    void socket.end(compose('E', Buffer.from(`SFATAL\0C${sqlState}\0Mrefused\0\0`)));

it.each([
  ['no address', 'not an address'],
  ['another scheme', 'mysql://localhost/shop'],
])('says that DATABASE_URL is wrong: %s', async (_, url) => {
  await expect(createUrlDatabaseHome(url).open()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('DATABASE_URL'),
  });
});

it('says that nobody answers, without the password', async () => {
  const url = await listen(welcome);
  await new Promise((resolve) => server?.close(resolve));
  const error = await createUrlDatabaseHome(url)
    .open()
    .catch((reason: unknown) => reason as Error);
  expect(error).toMatchObject({ code: 'STORE_UNREACHABLE', message: expect.stringContaining('ECONNREFUSED') });
  expect(String(error)).not.toContain('very-secret');
});

it.each([
  ['a wrong password', '28P01', 'refused the user or password'],
  ['a database that does not exist', '3D000', 'does not exist'],
])('says that the server refused %s', async (_, sqlState, sentence) => {
  const url = await listen(refuse(sqlState));
  await expect(createUrlDatabaseHome(url).open()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining(sentence),
  });
});

it('refuses a PostgreSQL older than 13 and says which it is', async () => {
  const url = await listen(welcome);
  await expect(createUrlDatabaseHome(url).open()).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: expect.stringContaining('PostgreSQL 12'),
  });
});

it('takes PostgreSQL 13', async () => {
  const url = await listen(welcome, '130000');
  expect(await createUrlDatabaseHome(url).open()).toEqual({ via: 'url', url });
});
