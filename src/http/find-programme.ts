import { z } from 'zod';
import { fault } from '../faults.ts';
import type { Registry } from '../registry/snapshot.ts';
import type { Programme } from '../registry/types.ts';
import { Problem } from './problems.ts';

export const DEFAULT_PROGRAMME = 'haiphong-daily';

export const programmeParameter = z
  .string()
  .default(DEFAULT_PROGRAMME)
  .meta({ description: 'Programme (đợt)' });

/** @throws {Problem} invalid_query when there is no such programme */
export function findProgramme(registry: Registry, code: string): Programme {
  const programme = registry.programmes.get(code);
  if (!programme)
    throw new Problem('invalid_query', [
      fault('?programme', 'invalid_value', { why: 'no such programme', whyVi: 'không có đợt này' }),
    ]);
  return programme;
}
