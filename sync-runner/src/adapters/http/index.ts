export { createHttpClient } from './client.ts';
export { redactText } from './redact.ts';
export type {
  AnswerGot,
  HttpAnswer,
  HttpClient,
  HttpClientOptions,
  HttpRequest,
  NothingCause,
  NothingGot,
} from './types.ts';
