import type { Fault } from '../faults.ts';
import { Refused } from '../refused.ts';
import { Problem, type ProblemCode } from './problems.ts';

/** Objections as an answer of the API lists them, each at its place in the body. */
export function faultsOf({ objections }: Refused): Fault[] {
  return objections.map(({ field, vi, en }) => ({
    pointer: field === '' ? '' : `/${field}`,
    code: 'invalid_value',
    message: en,
    messageVi: vi,
  }));
}

/**
 * What `ask` gives; what it refuses is the caller's to put right, each objection at its place in the body.
 * @throws {Problem} of the code given
 */
export async function orProblem<T>(ask: () => Promise<T>, code: ProblemCode = 'invalid_body'): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Problem(code, faultsOf(error));
  }
}
