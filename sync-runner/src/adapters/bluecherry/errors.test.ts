import { describe, expect, it } from 'vitest';
import type { AnswerGot } from '#adapters/http/index.ts';
import { composeReadError, readMeaning } from './errors.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}): AnswerGot => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { got: 'answer', status, headers, text, json: typeof body === 'string' ? undefined : body };
};
const text = 'CODE_BAD: shipper XYZ';
const html = '<html><body>Bad gateway</body></html>';

describe('what an answer means', () => {
  it.each([
    ['shape 1', { errors: [{ errorMessage: text }] }],
    ['its variant', { errors: [{ message: text }] }],
    ['shape 2', { message: [{ message: text }] }],
    ['plain', { message: text }],
    ['shape 3', { statusCode: 400, message: text }],
  ])('is a refusal with its code in %s, at any status', (_shape, body) => {
    for (const status of [200, 400, 422, 500]) {
      expect(readMeaning(answer(status, body))).toEqual({ means: 'refused', code: 'CODE_BAD', text });
    }
  });

  it.each([
    [
      'a wrong key',
      answer(401, { statusCode: 401, message: 'Access denied due to invalid subscription key.' }),
      'denied',
      'ERP_AUTH_REFUSED',
    ],
    [
      'a wrong key with status 200',
      answer(200, { statusCode: 401, message: 'Access denied.' }),
      'denied',
      'ERP_AUTH_REFUSED',
    ],
    [
      'a spent quota',
      answer(403, { statusCode: 403, message: 'Out of call volume quota.' }, { 'retry-after': '60' }),
      'limited',
      'ERP_QUOTA_SPENT',
    ],
    ['a missing right', answer(403, { message: 'Forbidden' }), 'denied', 'ERP_AUTH_REFUSED'],
    ['an unknown route', answer(404, { statusCode: 404, message: 'Resource not found' }), 'route', 'ERP_QUERY_REFUSED'],
    [
      'the rate limit',
      answer(429, { statusCode: 429, message: 'Rate limit is exceeded. Try again in 12 seconds.' }),
      'limited',
      'ERP_RATE_LIMITED',
    ],
    [
      'the rate limit with status 200',
      answer(200, { message: 'Rate limit is exceeded. Try again in 12 seconds.' }),
      'limited',
      'ERP_RATE_LIMITED',
    ],
    [
      'maintenance',
      answer(503, { statusCode: 503, message: 'Service unavailable: maintenance' }),
      'maintenance',
      'ERP_SERVER_ERROR',
    ],
    ['a server fault', answer(500, { message: 'Simulated failure' }), 'unknown', 'ERP_SERVER_ERROR'],
    ['a page with status 200', answer(200, html), 'unknown', 'ERP_SERVER_ERROR'],
    ['an empty body', answer(200, ''), 'unknown', 'ERP_SERVER_ERROR'],
    [
      'a failure with status 200',
      answer(200, { errors: [{ errorMessage: 'Simulated failure' }] }),
      'unknown',
      'ERP_SERVER_ERROR',
    ],
    ['a page with status 400', answer(400, html), 'unknown', 'ERP_ANSWER_SHAPE'],
    ['a redirect', answer(302, ''), 'unknown', 'ERP_ANSWER_SHAPE'],
    ['a bad question', answer(400, { message: 'BAD_QUERY: field x' }), 'refused', 'ERP_QUERY_REFUSED'],
  ])('is clear for %s', (_what, got, means, code) => {
    expect(readMeaning(got).means).toBe(means);
    expect(composeReadError(got, 'ats').code).toBe(code);
  });

  it('never repeats personal things of the far side', () => {
    const error = composeReadError(answer(400, { message: 'CODE_BAD: mail ann@example.com' }), 'salesOrder');
    expect(error.message).not.toContain('ann@');
  });
});
