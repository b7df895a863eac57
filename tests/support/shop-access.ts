/** One answer of a call, with its body read as JSON where it is JSON. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

/** Calls a JSON address; `auth` is `key:secret`. Answers of any status are given back, only a broken line throws. */
export async function call<T = unknown>(
  method: string,
  url: string,
  options: { auth?: string; body?: unknown; headers?: Record<string, string>; timeoutMs?: number } = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (options.auth !== undefined) {
    headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  }
  if (options.body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  const answer = await fetch(url, {
    method,
    headers,
    signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await answer.text();
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON: the caller sees the text.
  }
  return { status: answer.status, body: body as T, headers: answer.headers };
}
