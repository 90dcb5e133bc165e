import { Problem } from '../../http/problems.ts';
import type { Words } from '../language.tsx';
import { RefusedAs } from './screen.tsx';

/**
 * What a verb gives; a problem of it as what the page says beside its form.
 * @param own what a page says of some problems in words of its own, and shows besides
 * @throws {RefusedAs} with its status; what is not there stays {Problem} not_found
 */
export async function told<T>(
  act: () => T | Promise<T>,
  own?: (problem: Problem) => { words: Words; more: object } | undefined,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const said = own?.(error);
    const { titleVi, title } = error.body();
    const [vi, en] = said?.words ?? [titleVi, title];
    const faults = error.errors.map(({ pointer, messageVi, message }) => ({
      field: pointer.slice(1),
      vi: messageVi,
      en: message,
    }));
    throw new RefusedAs(error.status, faults.length > 0 ? faults : [{ field: '', vi, en }], said?.more);
  }
}
