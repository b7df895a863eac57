import type { FlowName } from '#contracts/codes.ts';
import { isSyncError } from '#errors/sync-error.ts';
import { flows } from '#flows/index.ts';
import type { Flow, Policy } from '#flows/flow.ts';
import { answerCommands } from './commands.ts';
import { createDispenser } from './dispenser.ts';
import { workOne } from './drain.ts';
import { gather } from './gather.ts';
import { controlPullMs, recoverEveryMs, reportEveryMs, scheduleFloorWallMs, stopGraceWallMs } from './limits.ts';
import { closePassTrouble, tellPassTrouble } from './pass-trouble.ts';
import type { EnginePorts } from './passes.ts';
import { composeContext, pullPolicy, recallPolicy } from './policy.ts';
import { composeReport, reportFailures } from './report.ts';
import { composeNextRun, isPaused, type FlowPulse } from './schedule.ts';
import { composeRun, tick } from './tick.ts';

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Repeats a step until the signal aborts. A step that fails is logged and tried at its next turn: nothing ends the service but a stop. */
const repeat = async (
  ports: EnginePorts,
  name: string,
  waitMs: () => number,
  signal: AbortSignal,
  step: () => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await step();
    } catch (error) {
      ports.log.warn('A step of the service failed and is tried again', {
        step: name,
        code: isSyncError(error) ? error.code : 'UNEXPECTED',
        message: describe(error),
      });
    }
    if (!signal.aborted) await ports.clock.sleep(Math.max(waitMs(), scheduleFloorWallMs * ports.clock.rate), signal);
  }
};

class Pulses {
  readonly #pulses = new Map<FlowName, FlowPulse>();

  read(): ReadonlyMap<FlowName, FlowPulse> {
    return this.#pulses;
  }

  isDue(flow: FlowName, nowMs: number): boolean {
    return (this.#pulses.get(flow)?.nextAtMs ?? 0) <= nowMs;
  }

  set(flow: FlowName, pulse: FlowPulse): void {
    this.#pulses.set(flow, pulse);
  }

  runSoon(flow: FlowName): void {
    this.#pulses.set(flow, { ...(this.#pulses.get(flow) ?? { trouble: '' }), nextAtMs: 0 });
  }
}

/** One scheduled pass: decides and stores; in rehearsal only decides. */
const passOnce = async (ports: EnginePorts, flow: Flow, pulses: Pulses): Promise<void> => {
  const policy = await recallPolicy(ports);
  const startedAtMs = ports.clock.nowMs();
  const nextAtMs = composeNextRun(ports.clock, policy.settings, flow.name, startedAtMs);
  if (isPaused(policy.settings, flow.name, startedAtMs)) return pulses.set(flow.name, { nextAtMs, trouble: '' });
  // Set before the pass: a wish that comes meanwhile makes the flow due again and is not lost.
  const before = pulses.read().get(flow.name);
  pulses.set(flow.name, { ...(before ?? { trouble: '' }), nextAtMs });
  try {
    const context = composeContext(ports, policy);
    if (policy.settings.flows[flow.name].mode === 'live') {
      await tick(ports, flow, context);
    } else {
      const run = composeRun(await gather(flow, context), startedAtMs, ports.clock.nowMs());
      await ports.ledger.transact(({ ledger }) => ledger.apply([{ put: 'run', flow: flow.name, run }]));
    }
    pulses.set(flow.name, {
      nextAtMs: Math.min(nextAtMs, pulses.read().get(flow.name)?.nextAtMs ?? nextAtMs),
      trouble: '',
    });
    await closePassTrouble(ports, flow.name);
  } catch (error) {
    const retryAtMs =
      isSyncError(error) && error.retryAtMs !== undefined ? Math.min(error.retryAtMs, nextAtMs) : nextAtMs;
    const troubleSinceMs = before?.troubleSinceMs ?? startedAtMs;
    const nextTryAtMs = Math.max(retryAtMs, ports.clock.nowMs() + scheduleFloorWallMs);
    pulses.set(flow.name, { nextAtMs: nextTryAtMs, trouble: describe(error), troubleSinceMs });
    await tellPassTrouble(ports, flow.name, error, { sinceMs: troubleSinceMs, nextTryAtMs });
    ports.log.warn('A pass failed and is tried again', {
      flow: flow.name,
      code: isSyncError(error) ? error.code : 'UNEXPECTED',
      message: describe(error),
    });
  }
};

const scheduleFlow = (ports: EnginePorts, flow: Flow, pulses: Pulses, signal: AbortSignal): Promise<void> =>
  repeat(
    ports,
    `schedule ${flow.name}`,
    () => 0,
    signal,
    async () => {
      if (pulses.isDue(flow.name, ports.clock.nowMs()) && (await ports.wake.holdsLead()))
        await passOnce(ports, flow, pulses);
    },
  );

/** The policy, read again at most once a second: many workers ask, and a buffer list may be long. */
const createPolicyReader = (ports: EnginePorts): (() => Promise<Policy>) => {
  let readAtMs = 0;
  let policy: Promise<Policy> | undefined;
  return () => {
    if (policy === undefined || ports.clock.nowMs() - readAtMs > scheduleFloorWallMs) {
      readAtMs = ports.clock.nowMs();
      policy = recallPolicy(ports);
      policy.catch(() => (policy = undefined));
    }
    return policy;
  };
};

/** The workers of one flow: each takes the next due intent as soon as it is done with its last. */
const workFlow = (ports: EnginePorts, flow: Flow, signal: AbortSignal): Promise<void>[] => {
  const readPolicy = createPolicyReader(ports);
  const isOpen = async (): Promise<boolean> => {
    const { settings } = await readPolicy();
    return settings.flows[flow.name].mode === 'live' && !isPaused(settings, flow.name, ports.clock.nowMs());
  };
  const dispenser = createDispenser(ports, flow.name, { whenEmpty: 'wait', signal, isOpen });
  const step = async (): Promise<void> => {
    for (let claim = await dispenser.next(); claim !== undefined; claim = await dispenser.next()) {
      const result = await workOne(ports, flow, claim, composeContext(ports, await readPolicy()));
      dispenser.pauseUntil(result.pauseUntilMs);
    }
  };
  return Array.from({ length: flow.concurrency }, () => repeat(ports, `work ${flow.name}`, () => 0, signal, step));
};

/** Resolves when the grace after a stop is over. What is still under way then is looked up at the next start. */
const endOfGrace = (ports: EnginePorts, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const begin = (): void => void ports.clock.sleep(stopGraceWallMs * ports.clock.rate).then(resolve);
    if (signal.aborted) begin();
    else signal.addEventListener('abort', begin, { once: true });
  });

/** The service: schedules (one leader), workers, wishes, reports. Resolves when the signal aborts and what was under way has ended. */
export const runService = async (ports: EnginePorts, signal: AbortSignal): Promise<void> => {
  const pulses = new Pulses();
  const startedAtMs = ports.clock.nowMs();
  await ports.outbox.recover();
  await pullPolicy(ports);
  const isScheduler = ports.role !== 'worker';
  const isWorker = ports.role !== 'scheduler';
  const loops: Promise<void>[] = [
    repeat(
      ports,
      'recover',
      () => recoverEveryMs,
      signal,
      async () => void (await ports.outbox.recover()),
    ),
  ];
  if (isScheduler) {
    loops.push(
      ...flows.map((flow) => scheduleFlow(ports, flow, pulses, signal)),
      repeat(
        ports,
        'settings and wishes',
        () => controlPullMs,
        signal,
        async () => {
          if (!(await ports.wake.holdsLead())) return;
          const before = (await ports.ledger.buffers())?.revision;
          await pullPolicy(ports);
          // A new buffer is a new rule for the count we hold: no need to wait for the next one.
          if ((await ports.ledger.buffers())?.revision !== before) pulses.runSoon('inventory');
          await answerCommands(ports, { runSoon: (flow) => pulses.runSoon(flow) });
        },
      ),
      repeat(
        ports,
        'report',
        () => reportEveryMs,
        signal,
        async () => {
          if (!(await ports.wake.holdsLead())) return;
          // A row the plugin does not take must not keep it from hearing that we live.
          const [told] = await Promise.allSettled([reportFailures(ports)]);
          await ports.reporter.postReport(await composeReport(ports, startedAtMs, pulses.read()));
          if (told.status === 'rejected') throw told.reason;
        },
      ),
    );
  }
  if (isWorker) loops.push(...flows.flatMap((flow) => workFlow(ports, flow, signal)));
  await Promise.race([Promise.all(loops), endOfGrace(ports, signal)]);
};
