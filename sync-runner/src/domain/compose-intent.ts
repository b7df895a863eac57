import type { FlowName } from '#contracts/codes.ts';
import { composeFingerprint, composeUuid } from './fingerprint.ts';
import type { Intent } from './intent.ts';

export interface IntentParts {
  readonly flow: FlowName;
  readonly entity: string;
  readonly subject: string;
  /** Last part of the key: what makes this wish different from the one before. Default: hash of the payload. */
  readonly fingerprint?: string;
  readonly lane: string;
  readonly payload: unknown;
}

/** An intent with its key `flow:entity:subject:fingerprint` and the id that follows from it. */
export const composeIntent = (parts: IntentParts): Intent => {
  const key = [parts.flow, parts.entity, parts.subject, parts.fingerprint ?? composeFingerprint(parts.payload)].join(
    ':',
  );
  return {
    id: composeUuid(key),
    flow: parts.flow,
    entity: parts.entity,
    subject: parts.subject,
    key,
    lane: parts.lane,
    payload: parts.payload,
  };
};
