import { Settings } from '#contracts/settings.ts';
import type { BufferRule } from '#domain/buffer.ts';
import type { FlowContext, Policy } from '#flows/flow.ts';
import type { LedgerChange } from '#ports/ledger.ts';
import type { EnginePorts } from './passes.ts';

const defaults: Policy = { settings: Settings.parse({}), buffers: [] };

/** The last policy we hold: what was pulled, else the contract's defaults, in which every flow only rehearses. */
export const recallPolicy = async ({ ledger }: EnginePorts): Promise<Policy> => {
  const settings = await ledger.settings();
  const buffers = await ledger.buffers();
  // Stored by another version it may lack members: they get their defaults, the rest stays as people set it.
  const parsed = settings === null ? null : Settings.safeParse(settings);
  return { settings: parsed?.data ?? settings ?? defaults.settings, buffers: buffers?.rules ?? defaults.buffers };
};

/** Pulls settings, and buffers where their revision moved. While the shop is silent the last ones hold. `store` false = rehearsal. */
export const pullPolicy = async (ports: EnginePorts, store = true): Promise<Policy> => {
  const known = await recallPolicy(ports);
  try {
    const settings = await ports.control.readSettings();
    const held = await ports.ledger.buffers();
    const changes: LedgerChange[] = [{ put: 'settings', settings }];
    let rules: readonly BufferRule[] = known.buffers;
    if (held === null || held.revision !== settings.buffers_revision) {
      const answer = await ports.control.readBuffers();
      rules = answer.rules.map(({ scope, key, kind, units }) => ({ scope, key, kind, unitsEach: units }));
      changes.push({ put: 'buffers', revision: answer.revision, rules });
    }
    if (store) await ports.ledger.transact(({ ledger }) => ledger.apply(changes));
    return { settings, buffers: rules };
  } catch (error) {
    ports.log.warn('The shop did not give its settings; the last ones hold', {
      cause: error instanceof Error ? error.message : String(error),
    });
    return known;
  }
};

export const composeContext = (ports: EnginePorts, policy: Policy): FlowContext => ({
  erp: ports.erp,
  shop: ports.shop,
  ledger: ports.ledger,
  policy,
  clock: ports.clock,
  log: ports.log,
});
