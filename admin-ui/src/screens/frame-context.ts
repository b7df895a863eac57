import { createContext, useContext } from 'react';
import type { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import type { Boot } from '../api/boot.ts';
import type { Query } from '../api/use-query.ts';
import type { Freshness } from '../model/freshness.ts';

/** What every screen stands on: rights, the overview's answer, and how far it may be believed. */
export interface Frame {
  boot: Boot;
  overview: Query<OverviewAnswer>;
  freshness: Freshness | undefined;
  nowMs: number;
}

export const FrameContext = createContext<Frame | undefined>(undefined);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error('A screen stands outside its frame.');
  return frame;
}
