import type { Actor } from './auth.ts';
import type { Params } from './params.ts';
import type { ShopWorld } from '../state/world.ts';

/** One REST call as a route sees it: `params` is path over body over query, as in WordPress. */
export interface WpRequest {
  method: string;
  path: string;
  params: Params;
  query: Params;
  body: unknown;
  actor: Actor;
  header(name: string): string;
}

export interface WpAnswer {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

export type WpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface WpRoute {
  methods: WpMethod[];
  /** Below `/wp-json/`, fastify pattern. */
  path: string;
  run(world: ShopWorld, request: WpRequest): WpAnswer | Promise<WpAnswer>;
}

export const EDITING: WpMethod[] = ['POST', 'PUT'];
