import type { PlanResult } from '#compose.ts';
import type { Ending } from './exit-code.ts';
import { cleanEnding } from './exit-code.ts';
import type { Session } from './session.ts';
import { sayTable } from './table.ts';

/** What a flow would do, as the JSON answer tells it. */
export const composePlanAnswer = ({ flow, mode, read, decisions, quarantined }: PlanResult) => ({
  flow,
  mode,
  read,
  writes: decisions.flatMap((one) =>
    one.do === 'write'
      ? [{ subject: one.subject, key: one.intent.key, summary: one.summary, changes: one.changes }]
      : [],
  ),
  skips: decisions.flatMap((one) =>
    one.do === 'skip' ? [{ subject: one.subject, reason: one.reason, note: one.note ?? '' }] : [],
  ),
  holds: decisions.flatMap((one) =>
    one.do === 'hold'
      ? [
          {
            subject: one.subject,
            reason: one.reason,
            code: one.failure.code,
            title: one.failure.title,
            detail: one.failure.detail,
          },
        ]
      : [],
  ),
  quarantined: quarantined.map(({ subject, code, fault }) => ({
    subject: `${subject.type}:${subject.id}`,
    code,
    fault,
  })),
});
export type PlanAnswer = ReturnType<typeof composePlanAnswer>;

/** Changes told in one line; --json has them all. */
const CHANGES_TOLD_MAX = 4;

const tellChanges = (changes: PlanAnswer['writes'][number]['changes']): string[] => {
  const told = changes
    .slice(0, CHANGES_TOLD_MAX)
    .map((one) => `${one.field}: ${one.from || 'nothing'} to ${one.to || 'nothing'}`);
  const left = changes.length - told.length;
  return told.length === 0 ? [] : [`(${told.join('; ')}${left > 0 ? `; and ${left} more` : ''})`];
};

/** Every intended write, and every skip, hold and unreadable record with its reason. */
export const sayPlan = (session: Session, plan: PlanAnswer): void => {
  const { writes, skips, holds, quarantined } = plan;
  session.say(
    `${plan.flow} (${plan.mode}): ${plan.read} read, ${writes.length} to write, ${skips.length} skipped, ${holds.length} held, ${quarantined.length} unreadable.`,
  );
  sayTable(
    session,
    ['', 'What', 'Why'],
    [
      ...writes.map(({ subject, summary, changes }) => [
        'write',
        subject,
        [summary, ...tellChanges(changes)].join(' '),
      ]),
      ...skips.map(({ subject, reason, note }) => ['skip', subject, note === '' ? reason : `${reason}: ${note}`]),
      ...holds.map(({ subject, reason, title }) => ['hold', subject, `${reason}: ${title}`]),
      ...quarantined.map(({ subject, code, fault }) => ['unreadable', subject, `${code}: ${fault}`]),
    ],
  );
};

export const endPlan = ({ holds, quarantined }: PlanAnswer): Ending => ({
  ...cleanEnding,
  hasFindings: quarantined.length > 0,
  isHeld: holds.length > 0,
});
