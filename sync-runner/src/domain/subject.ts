import type { FailureSubject } from '#contracts/failure.ts';

/** "order:10234", "style:101": what a decision, an intent and a failure row are about, in one text. */
export const composeSubject = (subject: Pick<FailureSubject, 'type' | 'id'>): string => `${subject.type}:${subject.id}`;
