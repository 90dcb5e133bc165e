import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

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

/** The stage whose stores read and write a table; others ask it through what it exports. */
const OWNED: Record<string, readonly string[]> = {
  registry: [
    'province',
    'locality',
    'locality_name',
    'condition',
    'indicator',
    'requirement',
    'exemption',
    'agency',
    'programme',
    'programme_settings',
    'province_settings',
    'calendar_day',
    'day_held',
    'lock_exception',
    'contact',
    'registry_version',
    'boundary_map',
    'boundary',
  ],
  access: ['token', 'audit', 'audit_link'],
  accounts: [
    'person',
    'identity',
    'passkey',
    'passkey_challenge',
    'password_link',
    'recovery_code',
    'session',
    'sign_in_failure',
    'trusted_browser',
  ],
  targets: ['target'],
  scores: [
    'criteria_set',
    'score_round',
    'score_entry',
    'score_objection',
    'score_publication',
    'score_evidence',
  ],
  scheduler: ['job_run'],
  intake: ['record', 'current_values', 'import_draft'],
  collect: ['status', 'transition', 'mark'],
  exchange: ['exchange_code'],
  opendata: ['open_data'],
  certificates: ['certificate'],
  review: ['flag', 'review_seen', 'review_settings', 'evidence'],
  heartbeat: ['heartbeat', 'heartbeat_day', 'serving_span'],
  channels: ['channel', 'webhook', 'push_subscription'],
  gaps: ['promise'],
  alerts: ['alert', 'alert_notice', 'ladder', 'silence'],
  outbox: ['outbox', 'outbox_alert', 'delivery_preference'],
  events: ['event'],
  reminders: ['reminder'],
  people: ['invitation'],
  digest: ['digest'],
  documents: ['document', 'document_addressee', 'document_row', 'document_file'],
  reports: ['report', 'report_file', 'report_layout', 'report_remark', 'report_schedule', 'report_template'],
  funding: [
    'funding_item',
    'funding_price',
    'funding_proposal',
    'funding_line',
    'funding_allocation',
    'funding_allocation_line',
    'funding_delivery',
    'funding_minutes',
    'funding_disbursement',
    'funding_acceptance',
  ],
  plans: [
    'plan',
    'plan_version',
    'task',
    'task_deadline',
    'task_note',
    'task_claim',
    'task_file',
    'calendar_feed',
  ],
  keys: ['sealing_key'],
  pages: ['saved_filter'],
};
/** Who reaches into a table of another stage all the same, and why; nothing is added without a reason. */
const REACHES: Record<string, string> = {
  'alerts → promise':
    'alerts and the promises of what they are about are laid beside each other in one statement',
  'alerts → report':
    'what waits for a person is told by how it stands; reports read what alerts there are, so come later',
  'figures → mark': 'why a day differs from another: read beside the statuses, of the whole nation at once',
  'figures → record': 'as above',
  'pages → alert': 'the search looks into all that there is to find, by statements of its own',
  'pages → contact': 'as above',
  'people → current_values': 'how far a unit has come: whether it has ever reported, of all units at once',
  'pages → person': 'as above',
  'access → locality': 'who calls is found with his area by one statement, for every request',
  'access → registry_version': 'as above: the registry that goes with it',
  'accounts → registry_version': 'as above',
  'accounts → token': 'as above: a session may be begun by a token',
  'access → person': 'rights are held by the row of whoever has them, in the transaction of the change',
  'http → alert': 'metrics: one statement for all that is counted',
  'http → channel': 'as above',
  'http → outbox': 'as above',
  'http → job_run': 'as above',
  'collect → locality': 'which days of which province were closed: localities lie in provinces',
  'collect → programme': 'makes days final in the transaction that computed them',
  'collect → registry_version': 'as above',
  'collect → record': 'the hot statement of a round: records with what they are judged by',
  'alerts → record': 'watches ask of a whole province at once what a join answers',
  'alerts → status': 'as above',
  'alerts → transition': 'takes transitions from the queue that they are',
  'gaps → status': 'the list is the status of a day, filtered and paged where it is stored',
  'funding → record': 'what was recorded since a delivery, of all deliveries of an area by one statement',
  'gaps → alert': 'owner and promise of a gap, in the same page of rows',
  'figures → status': 'counts over many days, where they are stored',
  'figures → locality': 'as above',
  'review → locality': 'what waits is counted by province, on every page',
  'heartbeat → locality': 'who is down, by province',
  'certificates → locality': 'who is in force while a certificate expires',
  'review → record':
    'flags stand beside the revisions that raised them; what is new of all localities is asked in one statement each minute',
  'review → certificate':
    'as above: whether anything has changed of a locality is one look at all that the rules read',
  'alerts → outbox':
    'what became of the messages of an alert is a part of its story; the stage that sends comes after',
  'alerts → outbox_alert': 'as above',
  'channels → person':
    'a browser is reached while the account that subscribed it is open: one statement for each message',
  'outbox → alert':
    'a message says what its alerts are when it goes out: of hundreds of messages by one statement',
  'outbox → alert_notice':
    'what is taken back of a message is taken back of its alert, in one statement (takeBack)',
  'outbox → ladder': 'who is told of an end is said by the step that told him',
  'outbox → silence': 'as of takeBack: what is silenced is looked up where it is taken out',
  'outbox → contact':
    'who hears is contacts and accounts with what they said of how, found together for all areas of a round',
  'outbox → push_subscription': 'as above: whether a browser shows him messages',
  'outbox → person': 'as above',
  'outbox → locality': 'as above: contacts of a province hear of its localities',
  'documents → status': 'when what was urged was there no more, of all that was urged by one statement',
  'reminders → outbox': 'what became of a message, beside the unit that it was about',
};

interface Import {
  /** Path below `src`, or name of a package. */
  to: string;
  ofTypes: boolean;
}

const SRC = join(import.meta.dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  // Runs in a browser, where there is no store, no clock of ours and nothing of the server's.
  .filter((file) => !file.startsWith('pages/client/'))
  .sort();
const sources = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]));
/** Sources without comments, in which words stand that mean nothing. */
const codes = new Map(
  [...sources].map(([file, text]) => [
    file,
    text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1'),
  ]),
);
const imports = new Map([...codes].map(([file, code]) => [file, importsOf(file, code)]));

function importsOf(file: string, code: string): Import[] {
  const inside = (name: string) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name);
  const statements = code.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  const calls = code.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [
    ...[...statements].map((found) => ({ to: inside(found[2] ?? ''), ofTypes: found[1] !== undefined })),
    ...[...calls].map((found) => ({ to: inside(found[1] ?? ''), ofTypes: false })),
  ];
}

/** The folder that a file belongs to; a file at the top is one by itself. */
const partOf = (file: string) => file.split('/')[0] ?? file;
const importsWithin = (file: string) => (imports.get(file) ?? []).filter(({ to }) => sources.has(to));

function filesWith(pattern: RegExp, allowed: (file: string) => boolean): string[] {
  return files.filter((file) => !allowed(file) && pattern.test(codes.get(file) ?? ''));
}

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

describe('a table', () => {
  const ownerOf = new Map(Object.entries(OWNED).flatMap(([stage, of]) => of.map((name) => [name, stage])));
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

  /** Tables that a source names, in statements as in the query builder. */
  function tablesOf(code: string): string[] {
    const statements = [...code.matchAll(/`((?:[^`\\]|\\.)*)`/g)]
      .map(([, text = '']) => text)
      .filter((text) => /\b(select|insert|update|delete|with|lock)\b/.test(text))
      .join('\n');
    const imported = [...code.matchAll(/import (?:type )?\{([^}]*)\} from '[./]*db\/tables/g)].join(' ');
    const all = /from '[./]*db\/tables/.test(code) ? code : '';
    return [...ownerOf.keys()].filter(
      (name) =>
        new RegExp(`\\b(from|join|into|update|using|table|only)\\s+${name}\\b`).test(statements) ||
        new RegExp(`\\b(t|tables)\\.${camel(name)}\\b`).test(all) ||
        new RegExp(`\\b${camel(name)}\\b`).test(imported),
    );
  }

  it('has an owner', () => {
    const made = files
      .filter((file) => file.startsWith('db/tables/'))
      .flatMap((file) => [...(codes.get(file) ?? '').matchAll(/pgTable\(\s*'(\w+)'/g)])
      .map(([, name]) => name);
    expect(made.length).toBeGreaterThan(40);
    expect(made.filter((name) => !ownerOf.has(name ?? ''))).toEqual([]);
  });

  it('is read and written in the stores of its stage', () => {
    const reached = files
      .filter((file) => !file.startsWith('db/'))
      .flatMap((file) => tablesOf(codes.get(file) ?? '').map((name) => [partOf(file), name] as const))
      .filter(([part, name]) => ownerOf.get(name) !== part)
      .map(([part, name]) => `${part} → ${name}`);
    expect([...new Set(reached)].filter((one) => !REACHES[one]).sort()).toEqual([]);
    // Nor is anything excused that nobody does any more.
    expect(Object.keys(REACHES).filter((one) => !reached.includes(one))).toEqual([]);
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
