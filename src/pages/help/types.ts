import type { Role } from '../../access/principal.ts';
import type { Words } from '../language.tsx';
import type { PictureName } from './pictures.ts';

/** One thing a role does: what it is called, how it goes, and what it looks like. */
export interface Task {
  /** Part of the address, so that a page can lead to it. */
  anchor: string;
  title: Words;
  /** Where it is done; null where there is no one page. */
  href: string | null;
  steps: readonly Words[];
  picture: PictureName | null;
}

/** The help of one role. */
export interface Guide {
  /** Last part of its address. */
  slug: string;
  role: Role;
  title: Words;
  /** What the role is here for, in a sentence. */
  purpose: Words;
  tasks: readonly Task[];
}
