import {
  ActivityListAnswer,
  BufferPreviewAnswer,
  BuffersSaved,
  CommandAnswer,
  FailureActionAnswer,
  FailureCausesAnswer,
  FailureDetailAnswer,
  FailureListAnswer,
  OverviewAnswer,
  Settings,
  StockListAnswer,
  StockWhyAnswer,
} from '@cherry-bridge/sync-runner/contracts';
import type { BufferChange, CommandRequest, FailureActionRequest } from '@cherry-bridge/sync-runner/contracts';
import { request, routePath } from './request.ts';
import type { RouteQuery } from './request.ts';
import { useQuery } from './use-query.ts';
import type { Query } from './use-query.ts';

export function useOverview(first: OverviewAnswer | undefined, everyMs: number): Query<OverviewAnswer> {
  return useQuery(OverviewAnswer, routePath('overview'), { first, everyMs });
}

export function useStock(query: RouteQuery): Query<StockListAnswer> {
  return useQuery(StockListAnswer, routePath('stock', query));
}

export function useStockWhy(sku: string, everyMs: number): Query<StockWhyAnswer> {
  return useQuery(StockWhyAnswer, sku === '' ? null : routePath(`stock/${encodeURIComponent(sku)}`), { everyMs });
}

export function useFailures(query: RouteQuery | null): Query<FailureListAnswer> {
  return useQuery(FailureListAnswer, query === null ? null : routePath('failures', query));
}

export function useFailureCauses(query: RouteQuery | null): Query<FailureCausesAnswer> {
  return useQuery(FailureCausesAnswer, query === null ? null : routePath('failures', { ...query, by: 'cause' }));
}

export function useFailure(id: number | null, everyMs: number): Query<FailureDetailAnswer> {
  return useQuery(FailureDetailAnswer, id === null ? null : routePath(`failures/${id}`), { everyMs });
}

export function useActivity(query: RouteQuery): Query<ActivityListAnswer> {
  return useQuery(ActivityListAnswer, routePath('activity', query));
}

export function readFailure(id: number): Promise<FailureDetailAnswer> {
  return request(FailureDetailAnswer, routePath(`failures/${id}`));
}

export function readSettings(): Promise<Settings> {
  return request(Settings, routePath('settings'));
}

/** Pauses a flow until a time, or (null) lets it go on. The revision guards against saving over a newer change. */
export function savePause(revision: number, flow: string, pausedUntilUtc: string | null): Promise<Settings> {
  return request(Settings, routePath('settings'), {
    method: 'PUT',
    body: { version: 1, revision, change: { flows: { [flow]: { paused_until_utc: pausedUntilUtc } } } },
  });
}

export function previewBuffers(changes: BufferChange[]): Promise<BufferPreviewAnswer> {
  return request(BufferPreviewAnswer, routePath('buffers/preview'), { method: 'POST', body: { version: 1, changes } });
}

export function saveBuffers(changes: BufferChange[], reason: string): Promise<BuffersSaved> {
  return request(BuffersSaved, routePath('buffers'), { method: 'PUT', body: { version: 1, changes, reason } });
}

export type FailureWish = Omit<FailureActionRequest, 'version'>;

export function actOnFailure(id: number, wish: FailureWish): Promise<FailureActionAnswer> {
  return request(FailureActionAnswer, routePath(`failures/${id}/actions`), {
    method: 'POST',
    body: { version: 1, ...wish },
  });
}

export function askRunner(wish: Omit<CommandRequest, 'version'>): Promise<CommandAnswer> {
  return request(CommandAnswer, routePath('commands'), { method: 'POST', body: { version: 1, ...wish } });
}
