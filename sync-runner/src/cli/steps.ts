import { Listr } from 'listr2';
import type { Session } from './session.ts';

export interface Step<T> {
  readonly title: string;
  work(): Promise<T>;
}

/** Steps one after the other; on a terminal their progress is seen, elsewhere nothing but the result is. */
export const runSteps = async <T>(session: Session, steps: readonly Step<T>[]): Promise<readonly T[]> => {
  const results: T[] = [];
  const tasks = steps.map(({ title, work }) => ({
    title,
    task: async () => {
      results.push(await work());
    },
  }));
  await new Listr(tasks, { concurrent: false, renderer: session.isTerminal ? 'default' : 'silent' }).run();
  return results;
};
