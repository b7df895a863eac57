import type { z } from 'zod';
import { BufferPreviewAnswer, BuffersAnswer, BuffersRequest, BuffersSaved } from './buffer.ts';
import { CommandAnswer, CommandRequest, CommandsAnswer, CommandUpdate } from './command.ts';
import { ActivityListAnswer } from './activity.ts';
import {
  FailureActionAnswer,
  FailureActionRequest,
  FailureCausesAnswer,
  FailureDetailAnswer,
  FailureListAnswer,
  FailuresAnswer,
  FailuresRequest,
} from './failure.ts';
import { HandshakeAnswer } from './handshake.ts';
import { OrderLinksAnswer, OrderLinksRequest } from './order-link.ts';
import { OverviewAnswer } from './overview.ts';
import { PairingRequest, PairingStarted, PairingTraded, RouteError } from './pairing.ts';
import { PositionsAnswer, PositionsRequest } from './position.ts';
import { ReportAnswer, ReportRequest } from './report.ts';
import { Settings, SettingsPut } from './settings.ts';
import { ShipmentsAnswer, ShipmentsRequest } from './shipment.ts';
import { StockListAnswer, StockWhyAnswer } from './stock.ts';

/** Every message by the name of its schema file, `plugin/contracts/<name>.schema.json`. */
export const messageSchemas: Record<string, z.ZodType> = {
  'activity-list-answer': ActivityListAnswer,
  'buffer-preview-answer': BufferPreviewAnswer,
  'buffers-answer': BuffersAnswer,
  'buffers-request': BuffersRequest,
  'buffers-saved': BuffersSaved,
  'command-answer': CommandAnswer,
  'command-request': CommandRequest,
  'command-update': CommandUpdate,
  'commands-answer': CommandsAnswer,
  'failure-action-answer': FailureActionAnswer,
  'failure-action-request': FailureActionRequest,
  'failure-causes-answer': FailureCausesAnswer,
  'failure-detail-answer': FailureDetailAnswer,
  'failure-list-answer': FailureListAnswer,
  'failures-answer': FailuresAnswer,
  'failures-request': FailuresRequest,
  'handshake-answer': HandshakeAnswer,
  'order-links-answer': OrderLinksAnswer,
  'order-links-request': OrderLinksRequest,
  'overview-answer': OverviewAnswer,
  'pairing-request': PairingRequest,
  'pairing-started': PairingStarted,
  'pairing-traded': PairingTraded,
  'positions-answer': PositionsAnswer,
  'positions-request': PositionsRequest,
  'report-answer': ReportAnswer,
  'report-request': ReportRequest,
  'route-error': RouteError,
  settings: Settings,
  'settings-put': SettingsPut,
  'shipments-answer': ShipmentsAnswer,
  'shipments-request': ShipmentsRequest,
  'stock-list-answer': StockListAnswer,
  'stock-why-answer': StockWhyAnswer,
};
