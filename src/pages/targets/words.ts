import type { Colour } from '../../collect/types.ts';
import type { Comparator, TargetState } from '../../targets/types.ts';
import type { Words } from '../language.tsx';

export const TARGETS = '/chi-tieu';
export const NEW = 'dat';

/** A state by its colour, its sign and its word. */
export const STATES: Record<TargetState, { colour: Colour; sign: string; words: Words }> = {
  met: { colour: 'green', sign: '●', words: ['Đạt', 'Met'] },
  ahead: { colour: 'green', sign: '●', words: ['Vượt lộ trình', 'Ahead of its path'] },
  on_path: { colour: 'green', sign: '●', words: ['Đúng lộ trình', 'On its path'] },
  behind: { colour: 'yellow', sign: '◐', words: ['Chậm so với lộ trình', 'Behind its path'] },
  not_met: { colour: 'red', sign: '○', words: ['Chưa đạt', 'Not met'] },
  no_data: { colour: 'grey', sign: '–', words: ['Chưa có số liệu', 'Nothing reported'] },
  qualitative: { colour: 'grey', sign: '–', words: ['Định tính', 'In words'] },
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
