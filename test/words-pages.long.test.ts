import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALERT_KINDS } from '../src/alerts/types.ts';
import { previewOf, SHAPES } from '../src/pages/administration/templates/preview.ts';
import { sessionOf } from './support/person.ts';
import { greenValues } from './support/records.ts';
import { routesOf } from './support/routes.ts';
import { startTestService, type TestService } from './support/service.ts';

const OWN = '11737';
const VIETNAMESE = /[À-ÖØ-öø-ỹĐđ]/;
const SAMPLES: Record<string, string> = {
  ':code': OWN,
  ':person': '1',
  ':contact': '1',
  ':slug': 'so-khcn',
  ':indicator': 'network.lan',
  ':programme': 'haiphong-daily',
  ':channel': 'zalo_zns',
  ':alert': '1',
  ':kind': 'gap_deadline',
};
/** What a form of the page before leads to, or that is no page. */
const NOT_READ =
  /:\w+|\/(assets|tep|phien|xem|xu-ly|mau-thu\/xem)(\/|$)|^\/(\*|worker\.js|manifest|mat-khau|dang-nhap\/)|\/xac-nhan/;

/**
 * What may stand as machines write it, and where: names of settings for who runs the service, codes by which
 * an administrator's other systems know a thing, and examples of commands.
 */
const ALLOWED: readonly [path: RegExp, text: RegExp][] = [
  // Codes of indicators and programmes are what the catalogue's editor edits.
  [/^\/quan-tri\/(chi-tieu|dot)/, /^[a-z0-9_.-]+$/],
  // The audit names what was changed by its code.
  [/^\/quan-tri\/nhat-ky/, /^[a-z0-9_.:-]+$/],
  // Names of settings, files and commands of the system.
  [/^\/quan-tri\/kenh/, /SMTP_URL|SECRET_KEY|OUTGOING_ALLOW/],
  // A line to paste, and how a template of Zalo names its parameters.
  [/^\/tro-giup\//, /curl -fsS|schtasks/],
  [/^\/quan-tri\/kenh\/zalo_zns/, /^(Ví dụ|E\.g\.)[:.]? ten=\{name:30\}/],
];

/** Texts that a page shows, without marks, scripts and what is only sent along. */
function textsOf(page: string): string[] {
  return page
    .replace(/<(script|style|code|pre|textarea)\b.*?<\/\1>/gs, ' ')
    .split(/<[^>]*>/)
    .map((text) =>
      text
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');
}

const allowed = (path: string, text: string) =>
  ALLOWED.some(([where, what]) => where.test(path) && what.test(text));

/** Words that English sentences are held together by, and no Vietnamese text without marks has. */
const ENGLISH = /\b(the|of|is|are|was|and|not|with|for|from|has|have|been|this|that)\b/i;

describe('every page, read', { timeout: 300_000 }, () => {
  let t: TestService;
  let paths: string[];
  let codes: string[];
  const pages = new Map<string, Map<string, string[]>>();
  const mails = new Map<string, Map<string, string[]>>();
  const heads = new Map<string, Map<string, string[]>>();

  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-24 09:00' });
    await t.db.sql`insert into contact (locality, name, position, email, role)
      values (${OWN}, 'Người nhận', '', 'nhan@xa.example', 'officer')`;
    const registry = await t.service.registry.fresh();
    codes = registry.indicators.map(({ code }) => code);
    const department = await t.caller('department', '31');
    const units = [...registry.localities.values()].filter((one) => one.province === '31').slice(0, 40);
    for (const [day, lacking] of [
      ['2025-09-24', 10],
      ['2025-09-25', 20],
    ] as const) {
      t.clock.set(`${day} 08:00`);
      const values = greenValues(registry, day);
      const poorer = { ...values, 'network.lan': false, 'staffing.civil_servants': { have: 1, need: 5 } };
      const records = units.map(({ code }, place) => ({
        locality: code,
        day,
        values: place < lacking ? poorer : values,
      }));
      await department.post('/api/v1/records/batch', {
        records: [...records, { locality: OWN, day, values: poorer }],
      });
      await t.tick();
      t.clock.set(`${day} 16:05`);
      await t.tick();
    }
    paths = routesOf(t)
      .filter(({ method, path }) => method === 'GET' && !/^\/(api|docs|health|metrics|beat)(\/|$)/.test(path))
      .map(({ path }) => path.replace(/:\w+/g, (name) => SAMPLES[name] ?? name))
      .filter((path) => !NOT_READ.test(path));
    const cookie = await sessionOf(t, (await t.caller('admin', '*')).token);
    const listed = new Set<string>();
    const principal = { name: 'Quản trị', role: 'admin', area: '*' } as const;
    for (const language of ['vi', 'en'] as const) {
      const read = new Map<string, string[]>();
      for (const path of paths) {
        const answer = await fetch(t.address + path, {
          headers: { accept: 'text/html', cookie: `${cookie}; language=${language}` },
        });
        if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
        const text = await answer.text();
        read.set(path, textsOf(text));
        // Its list is a sheet, too.
        if (text.includes('format=csv')) listed.add(path);
      }
      pages.set(language, read);
      const of = { registry, principal, publicUrl: t.address, now: t.clock.now() };
      const mail = new Map<string, string[]>();
      for (const kind of ALERT_KINDS)
        for (const shape of SHAPES) {
          const { subject, brief, text, html } = previewOf(of, { kind, language, shape });
          mail.set(`${kind}, ${shape}`, [subject, brief, ...text.split('\n'), ...textsOf(html)]);
        }
      mails.set(language, mail);
    }
    const sheets = new Map<string, string[]>();
    for (const path of listed) {
      const answer = await fetch(`${t.address}${path}?format=csv`, { headers: { cookie } });
      if (!answer.headers.get('content-type')?.startsWith('text/csv')) continue;
      const [head = ''] = (await answer.text()).replace(/^\ufeff/, '').split(/\r?\n/);
      sheets.set(
        path,
        head.split(',').map((cell) => cell.replace(/^"|"$/g, '')),
      );
    }
    heads.set('vi', sheets);
  }, 240_000);
  afterAll(() => t.stop());

  /** Where and what of that which is read and should not be. */
  function found(language: string, wrong: (text: string) => boolean): string[] {
    return [pages, mails, heads].flatMap((all) =>
      [...(all.get(language) ?? [])].flatMap(([path, texts]) =>
        [...new Set(texts)]
          .filter((text) => wrong(text) && !allowed(path, text))
          .map((text) => `${path}: ${text}`),
      ),
    );
  }

  it('finds them, the mails of every kind and the sheets of their lists', () => {
    expect(pages.get('vi')?.size).toBeGreaterThan(25);
    expect(mails.get('vi')?.size).toBeGreaterThanOrEqual(ALERT_KINDS.length * SHAPES.length);
    expect(heads.get('vi')?.size).toBeGreaterThan(8);
  });

  it.each(['vi', 'en'])('says days as people write them (%s)', (language) => {
    expect(found(language, (text) => /\b\d{4}-\d\d-\d\d\b/.test(text))).toEqual([]);
  });

  it.each(['vi', 'en'])('calls indicators by name (%s)', (language) => {
    const named = new RegExp(`(?<![\\w.])(${codes.join('|').replaceAll('.', '\\.')})(?![\\w.])`);
    expect(found(language, (text) => named.test(text))).toEqual([]);
  });

  it.each(['vi', 'en'])('shows no word of the machine (%s)', (language) => {
    // What stands in braces is to be typed as it stands: the tags of a Word template.
    const isMachine = (text: string) => /\b[a-z]+(_[a-z]+)+\b|\b(null|undefined|NaN)\b/.test(text);
    expect(found(language, (text) => isMachine(text.replace(/\{[^{}]*\}/g, '')))).toEqual([]);
  });

  it('says nothing in English where Vietnamese is read', () => {
    const english = (text: string) =>
      text.split(' ').length >= 3 && !VIETNAMESE.test(text) && ENGLISH.test(text);
    expect(found('vi', english)).toEqual([]);
  });
});
