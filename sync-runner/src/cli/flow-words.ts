import { InvalidArgumentError } from 'commander';
import type { FlowName } from '#contracts/codes.ts';
import { flowNames } from '#compose.ts';

/** "all" or the name of one flow -> the flows meant, in order. */
export const parseFlows = (word: string): readonly FlowName[] => {
  if (word === 'all') return flowNames;
  const name = flowNames.find((flow) => flow === word);
  if (name === undefined) throw new InvalidArgumentError(`Known flows: ${flowNames.join(', ')}, or all.`);
  return [name];
};
