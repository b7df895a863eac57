import type { FlowStatus } from '@cherry-bridge/sync-runner/contracts';
import { statusLook } from '../model/status.ts';
import type { StatusShape } from '../model/status.ts';

const PATHS: Record<StatusShape, string> = {
  tick: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1.4 13L4.7 10l1.5-1.5 2.4 2.5 5.2-5.3 1.5 1.5L8.6 14Z',
  clock: 'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM9 5h2v4.6l3 2-1.1 1.6L9 10.700V5Z',
  triangle: 'M10 1 .5 18.500h19L10 1Zm-1 6.500h2v5.500H9V7.500Zm0 7h2v2H9v-2Z',
  octagon: 'M6.300 1h7.400L19 6.300v7.400L13.700 19H6.300L1 13.700V6.300L6.300 1ZM5 8.800v2.400h10V8.800H5Z',
  bars: 'M4 2h4v16H4V2Zm8 0h4v16h-4V2Z',
  eye: 'M10 4C5 4 1.700 8.300.800 10c.900 1.700 4.200 6 9.200 6s8.300-4.300 9.200-6C18.300 8.300 15 4 10 4Zm0 10a4 4 0 1 1 0-8 4 4 0 0 1 0 8Zm0-2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  question:
    'M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1 12h2v2H9v-2Zm0-1.300c0-2.500 2.400-2.500 2.400-4 0-.800-.600-1.300-1.400-1.300s-1.500.600-1.500 1.500h-2C6.500 5.900 8 4.500 10 4.500s3.400 1.300 3.400 3.100c0 2.300-2.400 2.500-2.400 4.100H9Z',
};

/** Shape + word + colour; the word is always there for the eye and the ear. */
export function StatusMark({ status, size = 16 }: { status: FlowStatus; size?: number }) {
  const { shape, word } = statusLook(status);
  return (
    <span className={`cb-status cb-status--${shape}`}>
      <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
        <path d={PATHS[shape]} fill="currentColor" fillRule="evenodd" />
      </svg>
      <span>{word}</span>
    </span>
  );
}
