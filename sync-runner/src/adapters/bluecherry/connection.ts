import { createHttpClient } from '#adapters/http/index.ts';
import type { HttpAnswer, HttpClient } from '#adapters/http/index.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import { readEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import { composeReadError, readMeaning } from './errors.ts';
import { readApiBase } from './profile.ts';
import type { Profile } from './profile.ts';
import type { RouteName } from './wire.ts';

export interface ErpOptions {
  /** As customers hold it, with or without `/api/`; wins over the profile's base_url. */
  readonly url: string;
  readonly subscriptionKey: string;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly log: Log;
}

/** What every part of the adapter works with. */
export interface Connection {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads one answer and takes it apart. Throws SyncError. */
  read(route: RouteName, query: Readonly<Record<string, string | number>>, operation: string): Promise<Envelope>;
  /** Sends a create once, whatever comes back. */
  post(route: RouteName, body: unknown, operation: string): Promise<HttpAnswer>;
  isRouteOff(route: RouteName): boolean;
  close(): void;
}

export const createConnection = (options: ErpOptions): Connection => {
  const { profile, clock, log } = options;
  const http = createHttpClient({
    system: 'erp',
    baseUrl: readApiBase({ ...profile, base_url: options.url }),
    headers: { [profile.key_header]: options.subscriptionKey },
    connectTimeoutMs: profile.limits.connect_ms,
    totalTimeoutMs: profile.limits.total_ms,
    pacePerMinMax: profile.limits.per_min,
    clock,
    log,
  });
  return {
    profile,
    clock,
    log,
    read: (route, query, operation) => readRoute(http, profile, route, query, operation),
    post: (route, body, operation) =>
      http.send({ verb: 'POST', path: readPath(profile, route), operation, body, isRepeatable: false }),
    isRouteOff: (route) => profile.routes[route] === null,
    close: () => http.close(),
  };
};

const readPath = (profile: Profile, route: RouteName): string => {
  const path = profile.routes[route];
  if (path === null) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The profile switches the route ${route} off, and it is needed here.`,
      subject: route,
    });
  }
  return path ?? route;
};

const readRoute = async (
  http: HttpClient,
  profile: Profile,
  route: RouteName,
  query: Readonly<Record<string, string | number>>,
  operation: string,
): Promise<Envelope> => {
  const answer = await http.send({ verb: 'GET', path: readPath(profile, route), operation, query, isRepeatable: true });
  if (answer.got === 'nothing') throw composeReadError(answer, route);
  const meaning = readMeaning(answer);
  if (meaning.means !== 'answered') throw composeReadError(answer, route);
  const envelope = readEnvelope(meaning.json, route, profile);
  if (envelope === null) {
    throw new SyncError({
      code: 'ERP_ANSWER_SHAPE',
      message: `Blue Cherry's answer on route ${route} has no readable "data"; compare "envelope" of the profile.`,
      subject: route,
    });
  }
  return envelope;
};
