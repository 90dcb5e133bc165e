import { Problem } from '../../http/problems.ts';
import { RefusedAs } from './screen.tsx';

/**
 * What a verb gives; a problem of it as what the page says beside its form.
 * @throws {RefusedAs} with its status; what is not there stays {Problem} not_found
 */
export async function told<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const { titleVi: vi, title: en } = error.body();
    const faults = error.errors.map(({ pointer, messageVi, message }) => ({
      field: pointer.slice(1),
      vi: messageVi,
      en: message,
    }));
    throw new RefusedAs(error.status, faults.length > 0 ? faults : [{ field: '', vi, en }]);
  }
}
