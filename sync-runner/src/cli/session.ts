import type { Config } from '#config/config.ts';
import { readConfig } from '#config/env.ts';
import { readText } from '#config/read-text.ts';
import type { ComposeOptions, Runtime } from '#compose.ts';
import { composeRuntime } from '#compose.ts';
import type { ExitCode } from './exit-code.ts';
import { toWireNames } from './wire-names.ts';

/** What the command line needs from the process; tests give their own. */
export interface CliWorld {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly isTerminal: boolean;
  /** Calls back on SIGTERM and SIGINT, each time. */
  onStop(stop: () => void): void;
  exitNow(code: number): void;
}

/** One run of one word: prints in the way that was asked for and keeps the exit code. */
export class Session {
  readonly world: CliWorld;
  readonly isJson: boolean;
  exitCode: ExitCode = 0;

  constructor(world: CliWorld, isJson: boolean) {
    this.world = world;
    this.isJson = isJson;
  }

  get isTerminal(): boolean {
    return this.world.isTerminal && !this.isJson;
  }

  /** A line for people; silent with --json. */
  say(line: string): void {
    if (!this.isJson) this.world.stdout.write(`${line}\n`);
  }

  /** The answer of the word: one JSON object with --json, else nothing (the lines were said). */
  answer(code: ExitCode, members: Readonly<Record<string, unknown>>): void {
    this.exitCode = code;
    if (this.isJson) this.world.stdout.write(`${JSON.stringify(toWireNames({ exitCode: code, ...members }))}\n`);
  }

  /** The word could not be done: every fault, on standard error for people. */
  fail(code: ExitCode, faults: readonly string[]): void {
    this.answer(code, { ok: false, faults });
    if (!this.isJson) for (const fault of faults) this.world.stderr.write(`${fault}\n`);
  }

  /** The configuration, or null with every fault told and exit code 2. */
  readConfig(): Config | null {
    const outcome = readConfig(this.world.env, readText);
    if (outcome.ok) return outcome.config;
    this.fail(2, outcome.faults);
    return null;
  }

  /** A runtime, or null with every fault told and exit code 2 or 3. */
  async start(options: Omit<ComposeOptions, 'faultPoint'>): Promise<Runtime | null> {
    const config = this.readConfig();
    if (config === null) return null;
    const outcome = await composeRuntime(config, { ...options, faultPoint: this.world.env.CHERRY_BRIDGE_FAULT_POINT });
    if (outcome.ok) return outcome.runtime;
    const code = outcome.faults.some((fault) => fault.exitCode === 2) ? 2 : 3;
    this.fail(
      code,
      outcome.faults.map((fault) => fault.sentence),
    );
    return null;
  }

  /** Works with a runtime and closes it, whatever happens. */
  async use(needsFarSides: boolean, work: (runtime: Runtime) => Promise<void>): Promise<void> {
    const runtime = await this.start({ needsFarSides, hasMetrics: false, logTo: 'stderr' });
    if (runtime === null) return;
    try {
      await work(runtime);
    } finally {
      await runtime.close();
    }
  }
}
