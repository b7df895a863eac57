import type { FlowName } from '#contracts/codes.ts';
import type { FlowRun } from '#contracts/report.ts';
import { isSyncError, SyncError } from '#errors/sync-error.ts';
import { findFlow } from '#flows/index.ts';
import type { Flow, FlowContext } from '#flows/flow.ts';
import { drain } from './drain.ts';
import { gather } from './gather.ts';
import type { EnginePorts, PassResult, PlanResult } from './passes.ts';
import { composeContext, pullPolicy } from './policy.ts';
import { composeRun, tick } from './tick.ts';

const needFlow = (name: FlowName): Flow => {
  const flow = findFlow(name);
  if (flow === undefined)
    throw new SyncError({ code: 'CONFIG_INVALID', message: `The flow "${name}" is not part of this version.` });
  return flow;
};

/** Rehearsal: reads both sides, writes nothing to either, stores nothing. */
export const planPass = async (ports: EnginePorts, name: FlowName): Promise<PlanResult> => {
  const flow = needFlow(name);
  const policy = await pullPolicy(ports, false);
  const { read, decisions, quarantined } = await gather(flow, composeContext(ports, policy));
  return { flow: name, mode: policy.settings.flows[name].mode, read, decisions, quarantined };
};

const rehearse = async (ports: EnginePorts, flow: Flow, context: FlowContext): Promise<FlowRun> => {
  const startedAtMs = ports.clock.nowMs();
  const gathered = await gather(flow, context);
  const run = composeRun(gathered, startedAtMs, ports.clock.nowMs());
  await ports.ledger.transact(({ ledger }) => ledger.apply([{ put: 'run', flow: flow.name, run }]));
  return run;
};

const emptyRun = (nowMs: number): FlowRun => ({
  started_at_utc: new Date(nowMs).toISOString(),
  ended_at_utc: new Date(nowMs).toISOString(),
  read: 0,
  written: 0,
  skipped: 0,
  held: 0,
  failed: 0,
  reasons: [],
});

/** One pass of one flow: tick, then drain what is due. In rehearsal it only decides. */
export const runPass = async (ports: EnginePorts, name: FlowName): Promise<PassResult> => {
  const flow = needFlow(name);
  const policy = await pullPolicy(ports);
  const { mode } = policy.settings.flows[name];
  const context = composeContext(ports, policy);
  if (mode === 'rehearsing') {
    const run = await rehearse(ports, flow, context);
    return { flow: name, mode, run, confirmed: 0, refused: 0, held: 0, postponed: 0, unreachable: '' };
  }
  await ports.outbox.recover();
  try {
    const run = await tick(ports, flow, context);
    const tally = await drain(ports, flow, context);
    return { flow: name, mode, run, ...tally };
  } catch (error) {
    if (!isSyncError(error) || (error.kind !== 'transient' && error.kind !== 'rate-limited')) throw error;
    return {
      flow: name,
      mode,
      run: emptyRun(ports.clock.nowMs()),
      confirmed: 0,
      refused: 0,
      held: 0,
      postponed: 0,
      unreachable: error.message,
    };
  }
};
