import type { Command } from './command.ts';
import { jobRun } from './commands/job-run.ts';
import { tokenCreate } from './commands/token-create.ts';
import { tokenList } from './commands/token-list.ts';
import { tokenRevoke } from './commands/token-revoke.ts';

/** Every command of the operator's shell, as the help lists them. */
export const COMMANDS: readonly Command[] = [tokenCreate, tokenList, tokenRevoke, jobRun];
