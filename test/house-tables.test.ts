import { describe, expect, it } from 'vitest';
import { codes, files, partOf } from './support/sources.ts';

/** Tables have owners, as ARCHITECTURE.md promises, held against the sources. */

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
