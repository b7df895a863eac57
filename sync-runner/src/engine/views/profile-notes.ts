import type { DoctorCheck } from './doctor-check.ts';
import { composeCheck } from './doctor-check.ts';

/** What of the profile and the addresses deserves a word. */
export interface ProfileTraits {
  readonly figure: 'ots' | 'qoh' | 'ots_wip';
  /** Plain http beyond this machine. */
  readonly isErpPlain: boolean;
  readonly isBatch: boolean;
}

/** Choices of the customer that are allowed and have a price. */
export const composeProfileNotes = ({ figure, isErpPlain, isBatch }: ProfileTraits): readonly DoctorCheck[] => [
  figure === 'ots_wip'
    ? composeCheck(
        'erp',
        'erp-figure',
        'warn',
        'The profile publishes "ots_wip", so goods that are not in the warehouse yet can be sold.',
        'If that is not meant, set stock.figure of the profile to "ots".',
      )
    : composeCheck('erp', 'erp-figure', 'ok', `The profile publishes "${figure}".`),
  ...(isErpPlain
    ? [
        composeCheck(
          'erp',
          'erp-plain-http',
          'warn',
          'Blue Cherry is called over plain http, which shows its key to the network.',
          'Ask for an https address and write it into ERP_URL.',
        ),
      ]
    : []),
  ...(isBatch
    ? [
        composeCheck(
          'erp',
          'erp-batch',
          'ok',
          'Blue Cherry takes orders in batches: an order has its number only after the next one.',
        ),
      ]
    : []),
];
