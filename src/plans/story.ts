import { type Day, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import type { Registry } from '../registry/snapshot.ts';
import { agenciesOf } from './agency-rules.ts';
import { namesIn, presentTask } from './present.ts';
import { listFiles, readEvents, readNotes } from './store.ts';
import type { TaskView } from './types.ts';

/** A task with all that was said and decided of it, as the API answers it. */
export async function storyOf(db: Clients, registry: Registry, view: TaskView, today: Day) {
  const { plan, task } = view;
  const [notes, files, { claims }] = await Promise.all([
    readNotes(db.orm, task.id),
    listFiles(db.orm, task.id),
    readEvents(db.orm, [plan.id], task.id),
  ]);
  return {
    ...presentTask(view),
    names: namesIn(agenciesOf(registry, plan.province, today), [view], [plan.standing]),
    notes: notes.map(({ locality, text, at, by }) => ({ locality, text, at: isoLocal(at), by })),
    claims: claims.map(({ locality, on, at, by, accepted, reason, decidedAt, decidedBy }) => ({
      ...{ locality, on, at: isoLocal(at), by, accepted, reason },
      decidedAt: decidedAt && isoLocal(decidedAt),
      decidedBy,
    })),
    files: files.map(({ id, locality, fileName, type, size, hash, at, by }) => ({
      ...{ id, locality, name: fileName, type, size, sha256: hash, at: isoLocal(at), by },
    })),
  };
}
