import type { FailuresRequest } from '#contracts/failure.ts';
import type { ReportRequest } from '#contracts/report.ts';

/** What the runner tells the plugin, so that people see it where they work. */
export interface ReporterPort {
  postReport(report: Omit<ReportRequest, 'version'>): Promise<void>;
  postFailures(change: Omit<FailuresRequest, 'version'>): Promise<void>;
}
