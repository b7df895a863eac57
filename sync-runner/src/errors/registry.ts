import type { ErrorCode } from '#contracts/codes.ts';
import type { ErrorEntry } from './entry.ts';
import { erpEntries } from './erp-entries.ts';
import { ownEntries } from './own-entries.ts';
import { shopEntries } from './shop-entries.ts';

export type { ErrorEntry } from './entry.ts';

/** One entry a code, none left out: the type says so. docs/errors.md lists the same codes; a test compares both. */
export const errorRegistry: Readonly<Record<ErrorCode, ErrorEntry>> = { ...erpEntries, ...shopEntries, ...ownEntries };
