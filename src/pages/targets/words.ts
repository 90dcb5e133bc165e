import type { Colour } from '../../collect/types.ts';
import type { Comparator, TargetState } from '../../targets/types.ts';
import { TARGET_WORDS } from '../../targets/words.ts';
import type { Words } from '../language.tsx';

export const TARGETS = '/chi-tieu';
export const NEW = 'dat';

/** A state by its colour, its sign and its word. */
export const STATES: Record<TargetState, { colour: Colour; sign: string; words: Words }> = {
  met: { colour: 'green', sign: '●', words: TARGET_WORDS.met },
  ahead: { colour: 'green', sign: '●', words: TARGET_WORDS.ahead },
  on_path: { colour: 'green', sign: '●', words: TARGET_WORDS.on_path },
  behind: { colour: 'yellow', sign: '◐', words: TARGET_WORDS.behind },
  not_met: { colour: 'red', sign: '○', words: TARGET_WORDS.not_met },
  no_data: { colour: 'grey', sign: '–', words: TARGET_WORDS.no_data },
  qualitative: { colour: 'grey', sign: '–', words: TARGET_WORDS.qualitative },
};

export const COMPARATOR_WORDS: Record<Comparator, Words> = {
  '>': ['> trên', '> above'],
  '≥': ['≥ từ, tối thiểu', '≥ at least'],
  '=': ['= bằng', '= equal to'],
  '≤': ['≤ tối đa', '≤ at most'],
  '<': ['< dưới', '< below'],
  done: ['hoàn thành', 'done'],
};

export const targetAddress = (id: number, locality: string | undefined) =>
  `${TARGETS}/${id}${locality === undefined ? '' : `?locality=${locality}`}`;
