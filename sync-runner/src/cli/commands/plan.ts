import type { Command } from 'commander';
import type { FlowName } from '#contracts/codes.ts';
import type { EnginePorts } from '#compose.ts';
import { planPass } from '#compose.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Ending } from '../exit-code.ts';
import { composeExitCode, joinEndings } from '../exit-code.ts';
import { parseFlows } from '../flow-words.ts';
import type { PlanAnswer } from '../plan-lines.ts';
import { composePlanAnswer, endPlan, sayPlan } from '../plan-lines.ts';
import type { Session } from '../session.ts';
import { runSteps } from '../steps.ts';

export interface Planned {
  readonly flow: FlowName;
  readonly plan: PlanAnswer | null;
  readonly failure: { readonly code: string; readonly sentence: string } | null;
  readonly ending: Ending;
}

export const planFlow = async (ports: EnginePorts, flow: FlowName): Promise<Planned> => {
  try {
    const plan = composePlanAnswer(await planPass(ports, flow));
    return { flow, plan, failure: null, ending: endPlan(plan) };
  } catch (error) {
    const { code, sentence, ending } = describeFailure(error);
    return { flow, plan: null, failure: { code, sentence }, ending };
  }
};

export const addPlan = (program: Command, session: Session): void => {
  program
    .command('plan')
    .description('rehearsal: read both sides, write nothing to either, show every intended write, skip and hold')
    .argument('<flow|all>', 'which flow', parseFlows)
    .option('--json', 'one JSON object')
    .action((chosen: readonly FlowName[]) =>
      session.use(true, async ({ ports }) => {
        const planned = await runSteps(
          session,
          chosen.map((flow) => ({ title: `Plan ${flow}`, work: () => planFlow(ports, flow) })),
        );
        for (const { flow, plan, failure } of planned) {
          if (plan !== null) sayPlan(session, plan);
          if (failure !== null) session.say(`${flow}: ${failure.sentence} (${failure.code})`);
        }
        session.say('Nothing was written to the shop or to Blue Cherry.');
        const code = composeExitCode(joinEndings(planned.map(({ ending }) => ending)));
        session.answer(code, {
          ok: code === 0,
          flows: planned.map(({ flow, plan, failure }) => plan ?? { flow, failure }),
        });
      }),
    );
};
