import type { BuffersAnswer } from '#contracts/buffer.ts';
import type { Command, CommandUpdate } from '#contracts/command.ts';
import type { Settings } from '#contracts/settings.ts';

/** What people decided, pulled from the plugin. */
export interface ControlPort {
  readSettings(): Promise<Settings>;
  /** Every buffer rule, all pages. */
  readBuffers(): Promise<{ readonly revision: number; readonly rules: BuffersAnswer['rules'] }>;
  readCommands(): Promise<readonly Command[]>;
  answerCommand(id: number, update: Omit<CommandUpdate, 'version'>): Promise<void>;
}
