import type { Settings } from '#contracts/settings.ts';
import type { ExportRule } from '#domain/order-rules.ts';

/** Which orders go to the ERP, as people set it. */
export const composeExportRule = ({ orders }: Settings): ExportRule => ({
  statuses: orders.statuses,
  trustedGateways: orders.trusted_gateways,
  minimumAgeMs: orders.minimum_age_s * 1000,
});
