import { z } from 'zod';
import { rolesThatMay } from '../../access/principal.ts';
import type { Clients } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { Refused } from '../../refused.ts';
import { worksOn } from '../../reports/access.ts';
import { KINDS } from '../../reports/kinds/all.ts';
import { effectiveLayout } from '../../reports/layout-routes.ts';
import { type LayoutValues, layoutValues } from '../../reports/layout-rules.ts';
import { readLayout } from '../../reports/layout-store.ts';
import { saveLayout } from '../../reports/layout-verbs.ts';
import { REPORT_KINDS } from '../../reports/types.ts';
import { withQuery } from '../addresses.ts';
import { type FormBody, orRefused } from '../parts/filled.ts';
import { type Asked, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { FIGURES, headField, LayoutPage, LETTERHEAD } from './layout-page.tsx';
import { LAYOUT_PAGE } from './words.ts';

const config = { access: rolesThatMay('report'), form: true } as const;

/** How a province lays its reports out, as a form. */
export function reportLayoutPages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  const provinceOf = ({ registry, principal }: Pick<Asked, 'registry' | 'principal'>, given?: string) => {
    const province = given || principal.area;
    if (province !== '*' && !registry.provinces.has(province)) throw new Problem('not_found');
    if (!worksOn(registry, principal, province)) throw new Problem('not_found');
    return province;
  };
  return async (app) => {
    const page = screen(app, wrap, {
      path: LAYOUT_PAGE,
      config,
      query: { province: z.string().max(2).optional() },
      done: {
        luu: [
          'Đã lưu cách trình bày. Dự thảo từ nay theo cách này.',
          'Saved: drafts are laid out so from now on.',
        ],
      },
      view: async (asked) => {
        const body = (asked.request.body ?? {}) as { province?: unknown };
        const given = typeof body.province === 'string' ? body.province : asked.query.province;
        const province = provinceOf(asked, given);
        const saved = await readLayout(orm, province);
        const of = (values: LayoutValues) => effectiveLayout(asked.registry, province, values);
        return {
          title: ['Trình bày báo cáo', 'Layout of reports'],
          content: (
            <LayoutPage {...{ province, saved }} effective={of(saved?.values ?? {})} standard={of({})} />
          ),
        };
      },
    });
    page.post({
      form: 'trinh-bay',
      config,
      longest: 5_000,
      read: (body, asked) => {
        const province = provinceOf(asked, body.province);
        return { province, version: Number(body.version), values: valuesOf(body) };
      },
      act: async (author, { province, ...change }) => {
        await orRefused('', () => saveLayout(db, author, province, change));
        return province;
      },
      to: (province) => withQuery(LAYOUT_PAGE, { province, done: 'luu' }),
    });
  };
}

/** @throws {Refused} at each field that cannot be */
function valuesOf(body: FormBody): LayoutValues {
  const all: Record<string, unknown> = {};
  const put = (name: string, value: unknown) => {
    const steps = name.split('.');
    const last = steps.pop() ?? '';
    let at: Record<string, unknown> = all;
    for (const step of steps) {
      const next = (at[step] ?? {}) as Record<string, unknown>;
      at[step] = next;
      at = next;
    }
    at[last] = value;
  };
  const given = (name: string) => body[name]?.trim() ?? '';
  for (const [name] of LETTERHEAD) put(`letterhead.${name}`, given(`letterhead.${name}`) || null);
  const lines = given('letterhead.recipients')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  put('letterhead.recipients', lines.length > 0 ? lines : null);
  for (const [group, name] of FIGURES) {
    const text = given(`${group}.${name}`).replace(',', '.');
    put(`${group}.${name}`, text === '' ? null : Number(text));
  }
  for (const kind of REPORT_KINDS)
    for (const { code } of KINDS[kind].sections)
      put(headField(kind, code), given(headField(kind, code)) || null);
  const read = layoutValues.safeParse({ ...all, font: given('font') || null });
  if (read.success) return read.data;
  throw new Refused(
    read.error.issues.map(({ path, ...issue }) => {
      const names = path.map(String);
      const field = names[1] === 'recipients' ? 'letterhead.recipients' : names.join('.');
      const [least, most] = BOUNDS[names[0] ?? ''] ?? [];
      return least === undefined
        ? {
            field,
            vi: 'Nội dung này quá dài hoặc có ký tự không dùng được.',
            en: 'This is too long, or holds odd signs.',
          }
        : {
            field,
            vi: `Nhập số từ ${least} đến ${most}.`,
            en: `${issue.message}: a figure from ${least} to ${most}.`,
          };
    }),
  );
}

/** As the rules have them, said beside a field. */
const BOUNDS: Record<string, readonly [number, number]> = {
  margins: [10, 50],
  sizes: [8, 20],
  body: [0, 30],
};
