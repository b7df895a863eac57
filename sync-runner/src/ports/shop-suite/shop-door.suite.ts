/** Where a shop under test answers, and the keys of its runner, a shop manager and whoever may use its test bench. */
export interface ShopAddress {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly managerKey: string;
  readonly managerSecret: string;
  readonly adminKey: string;
  readonly adminSecret: string;
}

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  // Far sides answer anything; each test names what it expects.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export type Who = 'runner' | 'manager' | 'admin' | 'nobody';

/** Calls the shop as one of its users; `path` is below `/wp-json/`. */
export interface ShopDoor {
  readonly call: (
    who: Who,
    verb: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Heard>;
  readonly get: (path: string) => Promise<Heard>;
  readonly post: (path: string, body: unknown) => Promise<Heard>;
  readonly put: (path: string, body: unknown) => Promise<Heard>;
}

const basic = (key: string, secret: string): string => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

const authOf = (address: ShopAddress, who: Who): Record<string, string> => {
  if (who === 'nobody') return {};
  if (who === 'manager') return { Authorization: basic(address.managerKey, address.managerSecret) };
  if (who === 'admin') return { Authorization: basic(address.adminKey, address.adminSecret) };
  return { Authorization: basic(address.key, address.secret) };
};

export const openShopDoor = (address: ShopAddress): ShopDoor => {
  const call: ShopDoor['call'] = async (who, verb, path, body, headers = {}) => {
    const answer = await fetch(`${address.url}/wp-json/${path}`, {
      method: verb,
      headers: {
        ...authOf(address, who),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    let parsed: unknown = text;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Left as text: the test shows what came instead of JSON.
    }
    return { status: answer.status, headers: answer.headers, body: parsed };
  };
  return {
    call,
    get: (path) => call('runner', 'GET', path),
    post: (path, body) => call('runner', 'POST', path, body),
    put: (path, body) => call('runner', 'PUT', path, body),
  };
};

let counter = 0;

/** A word no other test of any run has used: SKUs of a kept shop stay taken. */
export const freshWord = (): string => {
  counter += 1;
  return `t${Date.now().toString(36)}${counter.toString(36)}`;
};

/** A number of 12 digits for `global_unique_id`. */
export const freshDigits = (): string => {
  counter += 1;
  return `${Date.now() % 1_000_000_000}${String(counter).padStart(3, '0')}`;
};
