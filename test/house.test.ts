import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, filesWith, imports, importsWithin, partOf, SRC, sources } from './support/sources.ts';

/** What ARCHITECTURE.md promises of the sources, held against the sources. */

/** Stages up to the one that decides who hears, in their order. */
const TO_ALERTS = [
  'db',
  'sheets',
  'registry',
  'access',
  'http',
  'scheduler',
  'intake',
  'collect',
  'certificates',
  'review',
  'funding',
  'gaps',
  'heartbeat',
  'plans',
  'channels',
];
/** Know nothing of the stages, and serve them all. */
const BELOW_ALL = ['lib', 'i18n', 'secrets'];
/** Which folders a folder of `src` may import besides itself; files at the top of `src` and `BELOW_ALL` may always be. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  lib: [],
  i18n: [],
  secrets: [],
  db: [],
  sheets: [],
  registry: ['db', 'sheets'],
  access: ['db', 'registry'],
  accounts: ['db', 'registry', 'access'],
  http: ['db', 'registry', 'access', 'accounts'],
  scheduler: ['db'],
  intake: ['db', 'sheets', 'registry', 'access', 'http'],
  collect: ['db', 'sheets', 'registry', 'access', 'http', 'scheduler', 'intake'],
  certificates: ['db', 'sheets', 'registry', 'access', 'http', 'scheduler', 'intake', 'collect'],
  exchange: ['db', 'sheets', 'registry', 'access', 'http', 'intake'],
  review: ['db', 'registry', 'access', 'http', 'scheduler', 'intake', 'collect', 'certificates'],
  gaps: TO_ALERTS.slice(0, TO_ALERTS.indexOf('gaps')),
  funding: [...TO_ALERTS.slice(0, TO_ALERTS.indexOf('funding')), 'papers'],
  heartbeat: ['db', 'registry', 'access', 'http'],
  plans: ['db', 'sheets', 'registry', 'access', 'accounts', 'http', 'intake', 'collect', 'review', 'changes'],
  channels: ['db', 'access'],
  alerts: TO_ALERTS,
  outbox: [...TO_ALERTS, 'alerts'],
  keys: ['db', 'access', 'accounts', 'heartbeat', 'channels'],
  targets: ['db', 'registry', 'access', 'http', 'intake', 'collect', 'review', 'changes'],
  scores: ['db', 'sheets', 'registry', 'access', 'http', 'intake', 'collect', 'review', 'papers'],
  changes: ['db', 'registry', 'sheets', 'access', 'intake', 'collect'],
  people: [
    ...['db', 'sheets', 'registry', 'access', 'accounts', 'http', 'intake', 'channels', 'outbox'],
    'changes',
  ],
  charts: ['registry', 'collect'],
  figures: ['db', 'registry', 'collect'],
  events: ['db', 'registry', 'channels', 'outbox'],
  opendata: ['db', 'sheets', 'registry', 'access', 'collect'],
  reminders: [...TO_ALERTS, 'alerts', 'outbox'],
  digest: [...TO_ALERTS, 'alerts', 'outbox', 'charts', 'figures', 'changes'],
  papers: ['sheets', 'charts'],
  documents: [...TO_ALERTS, 'alerts', 'outbox', 'reminders', 'papers'],
  reports: [...TO_ALERTS, 'alerts', 'charts', 'figures', 'papers', 'plans', 'targets', 'documents'],
  pages: [
    ...TO_ALERTS,
    'alerts',
    'outbox',
    'reminders',
    'digest',
    'charts',
    'figures',
    'accounts',
    'changes',
    'people',
    'papers',
    'documents',
    'reports',
    'opendata',
    'exchange',
    'targets',
    'scores',
  ],
};
/** Puts everything together, so may import everything. */
const ASSEMBLY = new Set(['app.ts', 'main.ts', 'serve.ts', 'admin']);
/** What speaks HTTP may import the server's parts and the access to its routes, wherever it stands. */
const isEdge = (file: string) => /(^|[/-])(routes|answers|schema)\.tsx?$/.test(file);
const EDGE_IMPORTS = ['http', 'access'];

const isStore = (file: string) => /(^|[/-])store\.ts$/.test(file) || file.startsWith('db/');

/** Files that decide: the same answer for the same input, whatever the day, the disk or the database. */
const RULES = [
  'days.ts',
  'fields.ts',
  'i18n/format.ts',
  'charts/colours.ts',
  'charts/bars.ts',
  'charts/tile-map.ts',
  'charts/trend.ts',
  'digest/said.ts',
  'digest/sections.ts',
  'digest/words.ts',
  'registry/calendar.ts',
  'registry/times.ts',
  'registry/snapshot.ts',
  'registry/boundaries.ts',
  'intake/check-record.ts',
  'intake/check-values.ts',
  'intake/decide.ts',
  'intake/periods.ts',
  'collect/compute.ts',
  'collect/judge-indicator.ts',
  'collect/judge-locality.ts',
  'collect/percent.ts',
  'collect/reporting.ts',
  'collect/summary.ts',
  'collect/timeline.ts',
  'collect/transitions.ts',
  'collect/words.ts',
  'certificates/check.ts',
  'certificates/classified.ts',
  'certificates/decide.ts',
  'certificates/figures.ts',
  'certificates/serial.ts',
  'certificates/sheet.ts',
  'certificates/file/blocks.ts',
  'certificates/file/guess-kind.ts',
  'certificates/file/private-key.ts',
  'review/evidence-rules.ts',
  'review/same-record.ts',
  'gaps/filter.ts',
  'gaps/promise-rules.ts',
  'registry/home.ts',
  'gaps/totals.ts',
  'alerts/rules.ts',
  'alerts/climb-rules.ts',
  'alerts/kinds/all.ts',
  'alerts/ladder-clock.ts',
  'alerts/ladder.ts',
  'alerts/ladders.ts',
  'alerts/silence-rules.ts',
  'alerts/texts.ts',
  'alerts/watch.ts',
  'alerts/working-hours.ts',
  'outbox/dispatch-rules.ts',
  'outbox/preferences.ts',
  'outbox/recipients.ts',
  'outbox/sections.ts',
  'channels/phone.ts',
  'channels/reasons.ts',
  'outbox/preference-rules.ts',
  'channels/push-answer.ts',
  'channels/push-payload.ts',
  'targets/rules.ts',
  'scores/rules.ts',
  'scores/period-rules.ts',
  'figures/changes.ts',
  'figures/comparison.ts',
  'figures/period.ts',
  'registry/places.ts',
  'documents/facts.ts',
  'documents/paper.ts',
  'papers/layout.ts',
  'papers/paper.ts',
  'reports/differences.ts',
  'reports/kinds/all.ts',
  'reports/phrases.ts',
  'reports/layout-rules.ts',
  'reports/pictures.ts',
  'papers/template/check-rules.ts',
  'papers/template/package-rules.ts',
  'papers/template/tag.ts',
  'reports/templates/tags.ts',
  'people/area.ts',
  'plans/agency-rules.ts',
  'plans/calendar-rules.ts',
  'plans/choose-rules.ts',
  'plans/compare-rules.ts',
  'plans/deadline-rules.ts',
  'plans/ranking-rules.ts',
  'plans/sheet-rules.ts',
  'plans/state-rules.ts',
  'plans/timeline-rules.ts',
  'plans/view-rules.ts',
  'people/plan.ts',
  'people/sheet.ts',
  'pages/administration/people/sheet-rows.ts',
  'pages/administration/start/steps.ts',
  'pages/administration/ladders/fields.ts',
  'pages/administration/ladders/words.ts',
  'pages/board/condition-counts.ts',
  'pages/board/deadline.ts',
  'pages/board/projection.ts',
  'figures/ranking.ts',
  'pages/board/shown.ts',
  'figures/target.ts',
  'charts/tile-layout.ts',
  'charts/share-steps.ts',
  'figures/province-tiles.ts',
  'figures/units.ts',
  'pages/charts/area-map.ts',
  'pages/charts/burn-up-layout.ts',
  'pages/charts/simplify.ts',
  'pages/gaps/letter.ts',
  'pages/gaps/matrix-rules.ts',
  'pages/gaps/rules.ts',
  'pages/parts/sort.ts',
  'pages/network/scripts.ts',
  'pages/network/words.ts',
  'pages/locality/history.ts',
  'pages/locality/month.ts',
  'access/principal.ts',
  'pages/imports/rows.ts',
  'pages/units.ts',
  'pages/report/changes.ts',
  'pages/report/deadline.ts',
  'pages/report/faults.ts',
  'pages/report/fields.ts',
  'pages/report/order.ts',
  'pages/report/words.ts',
  'pages/review/words.ts',
  'scheduler/retry.ts',
  'scheduler/slots.ts',
  'scheduler/words.ts',
];
/** Lists of which rules read what is data; what else stands in their files is none of their business. */
const READ_AS_DATA = new Set(['channels/all.ts']);
const IMPURE =
  /^(node:(?!(?:util|module)$)|fastify|@fastify|postgres$|drizzle-orm|pino$|nodemailer|node-cron)/;

/** What a rule of the sources does not hold for, and why. */
const EXCEPTIONS: Record<string, Record<string, string>> = {
  'SQL outside the stores': {
    'scheduler/error-text.ts': 'unwraps the error of the query builder, so that a log says what failed',
  },
};

describe('imports', () => {
  it('are found by this test', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(importsWithin('serve.ts').map(({ to }) => to)).toEqual(
      expect.arrayContaining(['app.ts', 'scheduler/cron.ts', 'db/open.ts']),
    );
    expect(imports.get('scheduler/cron.ts')).toContainEqual({ to: 'node-cron', ofTypes: false });
  });

  it('lead to files that exist', () => {
    const broken = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter(({ to }) => /\.tsx?$/.test(to) && !sources.has(to))
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it('go from a later stage to an earlier one, never back', () => {
    const wrong = files.flatMap((file) => {
      const part = partOf(file);
      if (ASSEMBLY.has(part)) return [];
      const may = [...BELOW_ALL, ...(MAY_IMPORT[part] ?? []), ...(isEdge(file) ? EDGE_IMPORTS : [])];
      return importsWithin(file)
        .map(({ to }) => to)
        .filter((to) => partOf(to) !== part && (ASSEMBLY.has(partOf(to)) || to.includes('/')))
        .filter((to) => !may.includes(partOf(to)))
        .map((to) => `${file} → ${to}`);
    });
    expect(wrong).toEqual([]);
  });

  it('of `lib` lead to nothing of ours', () => {
    const ours = files
      .filter((file) => partOf(file) === 'lib')
      .flatMap((file) => importsWithin(file).map(({ to }) => `${file} → ${to}`))
      .filter((way) => !way.includes('→ lib/'));
    expect(ours).toEqual([]);
  });

  it('lead nowhere into the administration but from there, and where pages are put together', () => {
    const folder = 'pages/administration/';
    const outside = files.filter((file) => !file.startsWith(folder) && file !== 'pages/routes.tsx');
    expect(outside.filter((file) => importsWithin(file).some(({ to }) => to.startsWith(folder)))).toEqual([]);
  });

  it('know every folder there is', () => {
    const folders = new Set(files.filter((file) => file.includes('/')).map(partOf));
    expect([...folders].filter((folder) => !(folder in MAY_IMPORT) && !ASSEMBLY.has(folder))).toEqual([]);
  });

  it('run in no circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, way: readonly string[]): void => {
      const start = way.indexOf(file);
      if (start >= 0) circles.push([...way.slice(start), file].join(' → '));
      if (start >= 0 || done.has(file)) return;
      for (const { to } of importsWithin(file)) walk(to, [...way, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('rules', () => {
  const rules = files.filter((file) => RULES.includes(file) || /(^|[/-])rules\.ts$/.test(file));

  it('are all there', () => {
    expect(RULES.filter((file) => !sources.has(file))).toEqual([]);
  });

  it.each(rules)('%s reaches no store, server, clock, disk or setting', (rule) => {
    const reached = new Set<string>([rule]);
    const wrong: string[] = [];
    for (const file of reached)
      for (const { to, ofTypes } of imports.get(file) ?? []) {
        if (ofTypes || READ_AS_DATA.has(to)) continue;
        if (sources.has(to)) reached.add(to);
        if (isStore(to) || IMPURE.test(to) || ['clock.ts', 'config.ts', 'log.ts'].includes(to))
          wrong.push(`${file} → ${to}`);
      }
    expect(wrong).toEqual([]);
  });
});

describe('only one place', () => {
  it('reads the environment: config.ts', () => {
    expect(filesWith(/\bprocess\.env\b|\bimport\.meta\.env\b/, (file) => file === 'config.ts')).toEqual([]);
  });

  it('reads the clock: clock.ts', () => {
    expect(filesWith(/\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)/, (file) => file === 'clock.ts')).toEqual(
      [],
    );
  });

  it('knows node-cron: scheduler/cron.ts', () => {
    const who = files.filter((file) => imports.get(file)?.some(({ to }) => to === 'node-cron'));
    expect(who).toEqual(['scheduler/cron.ts']);
  });

  it('holds SQL: the stores and db/', () => {
    const excused = EXCEPTIONS['SQL outside the stores'] ?? {};
    const allowed = (file: string) => isStore(file) || file in excused;
    const libraries = files.filter(
      (file) => !allowed(file) && imports.get(file)?.some(({ to }) => /^(drizzle-orm|postgres$)/.test(to)),
    );
    const statement =
      /\b(sql|tx)\s*(<[^`()]*>)?`|\b(orm|tx)\s*\.\s*(select|insert|update|delete|execute|query)\b|\.unsafe\(/;
    // The pattern knows a statement of either client when it sees one.
    expect(filesWith(statement, () => false)).toEqual(
      expect.arrayContaining(['intake/store.ts', 'access/store.ts']),
    );
    expect([...libraries, ...filesWith(statement, allowed)]).toEqual([]);
  });
});

it('has exceptions only where one is needed', () => {
  const all = Object.values(EXCEPTIONS).flatMap((of) => Object.keys(of));
  expect(all.filter((file) => !sources.has(file))).toEqual([]);
});

describe('the README', () => {
  const readme = readFileSync(join(SRC, '../README.md'), 'utf8');

  it('lists every setting, and no other', () => {
    const settings = [...(sources.get('config.ts') ?? '').matchAll(/^ {2}([A-Z_]+): setting\(/gm)];
    const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)];
    expect(settings.length).toBeGreaterThan(5);
    expect(listed.map(([, name]) => name).sort()).toEqual(settings.map(([, name]) => name).sort());
  });
});
