import { copyLadders } from '../alerts/ladder-copy-store.ts';
import type { CopyAlong } from '../changes/programme-create.ts';
import { copyDigests } from './copy-store.ts';

/** What later stages keep of a programme, and a copy of it gets: who hears when, and who gets summaries. */
export const COPIED_ALONG: readonly CopyAlong[] = [copyLadders, copyDigests];
