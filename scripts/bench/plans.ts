import type { Author } from '../../src/access/author.ts';
import { instantOf } from '../../src/days.ts';
import { ALL_LOCALITIES } from '../../src/plans/agency-rules.ts';
import { type PlanDocument, storeDocument } from '../../src/plans/document.ts';
import { askOf, getRequest, medianOf } from './load.ts';
import { type Line, within } from './report.ts';
import type { World } from './world.ts';

const PROVINCE = '31';
const LOOKS_AFTER = 'bench-agency';
const TASKS = 300;

/** Pages and lists of plans over HTTP: of a province with many tasks, and of one that every unit of the nation does. */
export async function measurePlans(world: World, rounds: number): Promise<Line[]> {
  const { long, today, token, service } = world;
  const author: Author = { now: instantOf(today, '06:00'), kind: 'shell', actor: 'bench', source: 'shell' };
  await storeDocument(
    long.db,
    author,
    // A tenth of them each unit does for itself.
    planOf(
      'bench-province',
      PROVINCE,
      LOOKS_AFTER,
      (n) => (n % 10 === 0 ? ALL_LOCALITIES : LOOKS_AFTER),
      TASKS,
    ),
  );
  // The nation has no agencies of its own: a unit looks after it.
  const [unit] = long.history.localities;
  await storeDocument(
    long.db,
    author,
    planOf('bench-nation', '*', unit?.code ?? '', () => ALL_LOCALITIES, 1),
  );
  const ask = askOf(world);
  const taskOf = async (plan: string) => {
    const answer = await ask(`/api/v1/tasks?plan=${plan}&limit=1`);
    const { items } = (await answer.json()) as { items: { id: number | string }[] };
    return items[0]?.id;
  };
  const ofUnits = await taskOf('bench-nation');
  const lines: Line[] = [];
  for (const [what, path, most] of [
    [`Plan of ${TASKS} tasks, its page`, '/ke-hoach/bench-province', 150],
    ['  its tasks', '/nhiem-vu?plan=bench-province', 150],
    ['  one that each unit does', `/nhiem-vu/${await taskOf('bench-province')}`, 150],
    ['  its tasks over the API', '/api/v1/tasks?plan=bench-province&limit=500', 150],
    ["The nation's plan, its page", '/ke-hoach/bench-nation', 300],
    ['  its task, of every unit', `/nhiem-vu/${ofUnits}`, 300],
    ['  every unit over the API', `/api/v1/tasks/${ofUnits}/units?limit=5000`, 300],
  ] as const) {
    const { first, median } = await medianOf(service.address, getRequest(path, token), rounds * 5);
    lines.push(within(what, median, most, first));
  }
  return lines;
}

function planOf(
  code: string,
  province: string,
  standing: string,
  leadOf: (n: number) => string,
  tasks: number,
): PlanDocument {
  return {
    province,
    agencies:
      standing === LOOKS_AFTER
        ? [{ code: standing, nameVi: 'Cơ quan đo', nameEn: 'Agency of the bench', kind: 'department' }]
        : [],
    plan: { code, title: 'Kế hoạch đo', standing, kind: 'ke_hoach', number: null, day: null },
    paper: {},
    tasks: Array.from({ length: tasks }, (_, n) => ({
      no: String(n + 1),
      title: `Nhiệm vụ ${n + 1}`,
      leads: [leadOf(n)],
      coordinators: [],
      followers: [],
      deadline: 'trước ngày 31/12/2026',
      products: [],
    })),
  };
}
