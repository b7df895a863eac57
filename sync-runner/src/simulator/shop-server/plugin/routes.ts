import type { WpRoute } from '../wp/request.ts';
import { bufferRoutes } from './buffers.ts';
import { commandRoutes } from './commands.ts';
import { failureRoutes } from './failures.ts';
import { handshakeRoutes } from './handshake.ts';
import { orderLinkRoutes } from './order-links.ts';
import { overviewRoutes } from './overview.ts';
import { pairingRoutes } from './pairing.ts';
import { positionRoutes } from './positions.ts';
import { settingsRoutes } from './settings.ts';
import { shipmentRoutes } from './shipments.ts';
import { stockRoutes } from './stock.ts';

/** Everything under `wc-cherry-bridge/v1`. */
export const bridgeRoutes: WpRoute[] = [
  ...handshakeRoutes,
  ...positionRoutes,
  ...shipmentRoutes,
  ...orderLinkRoutes,
  ...failureRoutes,
  ...settingsRoutes,
  ...commandRoutes,
  ...overviewRoutes,
  ...stockRoutes,
  ...bufferRoutes,
  ...pairingRoutes,
];
