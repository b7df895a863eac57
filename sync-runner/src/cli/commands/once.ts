import type { Command } from 'commander';
import type { FlowName } from '#contracts/codes.ts';
import type { EnginePorts, PassResult } from '#compose.ts';
import { readFlowMode, runPass } from '#compose.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Ending } from '../exit-code.ts';
import { cleanEnding, composeExitCode, joinEndings } from '../exit-code.ts';
import { parseFlows } from '../flow-words.ts';
import { sayPlan } from '../plan-lines.ts';
import type { Session } from '../session.ts';
import { runSteps } from '../steps.ts';
import type { Planned } from './plan.ts';
import { planFlow } from './plan.ts';

type Passed =
  | { readonly did: 'pass'; readonly flow: FlowName; readonly pass: PassResult; readonly ending: Ending }
  | { readonly did: 'rehearse'; readonly flow: FlowName; readonly planned: Planned; readonly ending: Ending }
  | {
      readonly did: 'fail';
      readonly flow: FlowName;
      readonly code: string;
      readonly sentence: string;
      readonly ending: Ending;
    };

const endPass = ({ refused, held, run, unreachable, mode }: PassResult): Ending => ({
  ...cleanEnding,
  isUnreachable: unreachable !== '',
  hasFindings: refused > 0 || run.failed > 0,
  isHeld: held > 0 || run.held > 0 || mode === 'rehearsing',
});

/** One pass; a flow that only rehearses does what `plan` does, and waits for a person to go live. */
const passFlow = async (ports: EnginePorts, flow: FlowName): Promise<Passed> => {
  try {
    if ((await readFlowMode(ports, flow)) === 'rehearsing') {
      const planned = await planFlow(ports, flow);
      return { did: 'rehearse', flow, planned, ending: { ...planned.ending, isHeld: true } };
    }
    const pass = await runPass(ports, flow);
    return { did: 'pass', flow, pass, ending: endPass(pass) };
  } catch (error) {
    return { did: 'fail', flow, ...describeFailure(error) };
  }
};

const sayPass = (session: Session, { flow, pass }: Extract<Passed, { did: 'pass' }>): void => {
  const { run } = pass;
  const reasons = run.reasons.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  session.say(
    `${flow}: ${run.read} read, ${run.written} to write, ${run.skipped} skipped, ${run.held} held, ${run.failed} unreadable${reasons === '' ? '' : ` (${reasons})`}.`,
  );
  session.say(`${flow}: ${pass.confirmed} confirmed, ${pass.refused} refused, ${pass.held} held for a person.`);
  if (pass.postponed > 0)
    session.say(`${flow}: ${pass.postponed} wait for their next try or look-up; they go on by themselves.`);
  if (pass.unreachable !== '') session.say(`${flow}: ${pass.unreachable}`);
};

const say = (session: Session, passed: Passed): void => {
  if (passed.did === 'pass') return sayPass(session, passed);
  if (passed.did === 'fail') return session.say(`${passed.flow}: ${passed.sentence} (${passed.code})`);
  session.say(
    `${passed.flow} is rehearsing, so nothing was written. Go live on the Settings screen or with "wp cherry-bridge flows live ${passed.flow}".`,
  );
  if (passed.planned.plan !== null) sayPlan(session, passed.planned.plan);
  if (passed.planned.failure !== null)
    session.say(`${passed.flow}: ${passed.planned.failure.sentence} (${passed.planned.failure.code})`);
};

const composeAnswer = (passed: Passed): Record<string, unknown> => {
  if (passed.did === 'pass') return { isRehearsal: false, ...passed.pass };
  if (passed.did === 'fail')
    return { flow: passed.flow, isRehearsal: false, failure: { code: passed.code, sentence: passed.sentence } };
  return { isRehearsal: true, ...(passed.planned.plan ?? { flow: passed.flow, failure: passed.planned.failure }) };
};

export const addOnce = (program: Command, session: Session): void => {
  program
    .command('once')
    .description('one pass, then exit')
    .argument('<flow|all>', 'which flow', parseFlows)
    .option('--json', 'one JSON object')
    .action((chosen: readonly FlowName[]) =>
      session.use(true, async ({ ports }) => {
        const results = await runSteps(
          session,
          chosen.map((flow) => ({ title: flow, work: () => passFlow(ports, flow) })),
        );
        for (const passed of results) say(session, passed);
        const code = composeExitCode(joinEndings(results.map(({ ending }) => ending)));
        session.answer(code, { ok: code === 0, flows: results.map(composeAnswer) });
      }),
    );
};
