/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command was understood, but what it asks cannot be: exit code 1. */
export { Refused } from '../refused.ts';
