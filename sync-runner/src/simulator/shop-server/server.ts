import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { strike, isAfterWork } from './control/fault-answer.ts';
import type { FaultScript } from './control/faults.ts';
import type { CallLog } from './control/log.ts';
import { testBenchRoutes } from './control/test-bench-routes.ts';
import { hostPageRoutes, type HostPageFolders } from './host/page.ts';
import { noteRoutes } from './orders/note-routes.ts';
import { refundRoutes } from './orders/refund-routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { bridgeRoutes } from './plugin/routes.ts';
import { productRoutes } from './products/routes.ts';
import { attributeRoutes, termRoutes } from './products/term-routes.ts';
import { variationRoutes } from './products/variation-routes.ts';
import { storeApiRoutes } from './store-api/routes.ts';
import type { ShopWorld } from './state/world.ts';
import { systemRoutes } from './system-routes.ts';
import { actorOf } from './wp/auth.ts';
import { WpError } from './wp/errors.ts';
import { pickFields } from './wp/listing.ts';
import { parsePhpQuery, type Params } from './wp/params.ts';
import type { WpAnswer, WpRequest, WpRoute } from './wp/request.ts';

export interface ShopServerParts {
  world: ShopWorld;
  faults: FaultScript;
  log: CallLog;
  folders: HostPageFolders;
}

const BODY_LIMIT = 32 * 1024 * 1024;

const parseBody = (request: FastifyRequest): unknown => {
  const text = typeof request.body === 'string' ? request.body : '';
  if (text === '') return undefined;
  if ((request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return parsePhpQuery(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new WpError('rest_invalid_json', 'Invalid JSON body passed.', 400, {
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  }
};

const toWpRequest = (parts: ShopServerParts, request: FastifyRequest): WpRequest => {
  const query = request.query as Params;
  const header = (name: string): string => String(request.headers[name] ?? '');
  const actor = actorOf(parts.world.keys, header, query, parts.world.screenNonce);
  const body = parseBody(request);
  const fromBody = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Params) : {};
  return {
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    params: { ...query, ...fromBody, ...(request.params as Params) },
    query,
    body,
    actor,
    header,
  };
};

const errorAnswer = (error: unknown): WpAnswer => {
  if (error instanceof WpError) return { status: error.status, body: error.body() };
  const text = error instanceof Error ? error.message : String(error);
  return {
    status: 500,
    body: { code: 'internal_server_error', message: `The stand-in failed: ${text}`, data: { status: 500 } },
  };
};

/** One call: fault before the work, the work, fault after it, answer, log line. */
const serve = async (
  parts: ShopServerParts,
  route: WpRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const [path = '', query = ''] = request.url.split('?');
  const call = {
    verb: request.method,
    route: path.replace(/^\/wp-json/, ''),
    text: `${request.url} ${typeof request.body === 'string' ? request.body : ''}`,
  };
  const isBench = route.path.startsWith('cherry-test/');
  const fault = isBench ? undefined : parts.faults.take(call);
  const note = (status: number, committed: boolean, res: unknown): void =>
    parts.log.add({
      at: new Date(parts.world.clock.nowMs()).toISOString(),
      verb: request.method,
      path,
      query,
      status,
      fault: fault?.kind ?? null,
      committed,
      req: request.body,
      res,
    });
  if (fault && !isAfterWork(fault)) {
    note(
      strike(reply, fault, '', () => undefined),
      false,
      null,
    );
    return reply;
  }
  let answer: WpAnswer;
  try {
    const wpRequest = toWpRequest(parts, request);
    answer = await route.run(parts.world, wpRequest);
    answer.body = pickFields(answer.body, wpRequest);
  } catch (error) {
    answer = errorAnswer(error);
  }
  const status = answer.status ?? 200;
  const text = JSON.stringify(answer.body);
  const send = (): void => {
    for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
    void reply.code(status).header('content-type', 'application/json; charset=UTF-8').send(text);
  };
  note(fault ? strike(reply, fault, text, send) : status, status < 400, isBench ? null : answer.body);
  if (!fault) send();
  return reply;
};

const register = (app: FastifyInstance, parts: ShopServerParts, routes: readonly WpRoute[]): void => {
  for (const route of routes)
    app.route({
      method: route.methods,
      url: `/wp-json/${route.path}`,
      handler: (request, reply) => serve(parts, route, request, reply),
    });
};

/** The shop as one fastify instance, not yet listening. */
export const createShopServer = (parts: ShopServerParts): FastifyInstance => {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { querystringParser: (text) => parsePhpQuery(text), ignoreTrailingSlash: true, maxParamLength: 200 },
    rewriteUrl: (raw) => {
      // Proxies that pass GET and POST only: WordPress and its own client agree on this header.
      const override = raw.headers['x-http-method-override'];
      if (typeof override === 'string') raw.method = override.toUpperCase();
      const plain = /^\/(?:index\.php)?\?rest_route=([^&]*)&?(.*)$/.exec(raw.url ?? '');
      return plain ? `/wp-json${decodeURIComponent(plain[1] ?? '/')}?${plain[2] ?? ''}` : (raw.url ?? '/');
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send({
      code: 'rest_no_route',
      message: 'No route was found matching the URL and request method.',
      data: { status: 404 },
    });
  });
  const routes = [
    ...systemRoutes,
    ...attributeRoutes,
    ...termRoutes,
    ...variationRoutes,
    ...productRoutes,
    ...noteRoutes,
    ...refundRoutes,
    ...orderRoutes,
  ];
  register(app, parts, [...routes, ...storeApiRoutes, ...bridgeRoutes, ...testBenchRoutes(parts.faults)]);
  hostPageRoutes(app, parts.world, parts.folders);
  return app;
};
