import { HandshakeAnswer } from '#contracts/handshake.ts';
import { OrderLinksAnswer } from '#contracts/order-link.ts';
import { PositionsAnswer } from '#contracts/position.ts';
import { ShipmentsAnswer } from '#contracts/shipment.ts';
import type { ShopPort } from '#ports/shop.ts';
import type { WooConnection } from './connection.ts';

const base = 'wc-cherry-bridge/v1';

type PluginDoors = Pick<ShopPort, 'handshake' | 'writePositions' | 'writeShipments' | 'writeOrderLinks'>;

/**
 * The plugin's routes of the shop port. All of them may be sent twice: positions by generation, shipments by their key,
 * links by their content.
 */
export const createPluginRoutes = (connection: WooConnection): PluginDoors => ({
  handshake: () => connection.read(`${base}/handshake`, 'handshake', HandshakeAnswer),
  writePositions: (request) => connection.write(`${base}/positions`, 'write-positions', PositionsAnswer, request),
  writeShipments: (request) => connection.write(`${base}/shipments`, 'write-shipments', ShipmentsAnswer, request),
  writeOrderLinks: (request) => connection.write(`${base}/order-links`, 'write-order-links', OrderLinksAnswer, request),
});
