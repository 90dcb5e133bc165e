import { z } from 'zod';
import { rolesThatMay } from '../../access/principal.ts';
import type { Clients } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { TEMPLATE_BYTES } from '../../papers/template/process.ts';
import { showTags } from '../../papers/template/tag.ts';
import { worksOn } from '../../reports/access.ts';
import { findTemplate, listTemplates } from '../../reports/templates/store.ts';
import { REPORT_TAGS } from '../../reports/templates/tags.ts';
import { factsToTry } from '../../reports/templates/trial.ts';
import { addTemplate, useBuiltIn, useTemplate } from '../../reports/templates/verbs.ts';
import { REPORT_KINDS } from '../../reports/types.ts';
import { withQuery } from '../addresses.ts';
import { orRefused, readFile } from '../parts/filled.ts';
import { type Asked, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { TemplatesPage } from './template-page.tsx';
import { TEMPLATES } from './words.ts';

const config = { access: rolesThatMay('report'), form: true } as const;
const heavy = { ...config, heavy: true as const };

const which = { province: z.string().max(2).optional(), kind: z.enum(REPORT_KINDS).catch('daily') };
type Which = { province?: string | undefined; kind: (typeof REPORT_KINDS)[number] };

/** Word templates: uploaded, checked, tried, put in use. */
export function reportTemplatePages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  /** Whose templates; one's own where nothing is said. @throws {Problem} not_found */
  const provinceOf = ({ registry, principal }: Pick<Asked, 'registry' | 'principal'>, given?: string) => {
    const province = given || principal.area;
    if (province !== '*' && !registry.provinces.has(province)) throw new Problem('not_found');
    if (!worksOn(registry, principal, province)) throw new Problem('not_found');
    return province;
  };
  const back = (word: string, { province, kind }: Which) =>
    withQuery(TEMPLATES, { province, kind, done: word });

  return async (app) => {
    await takeFiles(app, TEMPLATE_BYTES);
    const page = screen(app, wrap, {
      path: TEMPLATES,
      config,
      query: which,
      done: {
        'tai-len': [
          'Mẫu đã được kiểm tra và lưu. Xem thử rồi bấm “Dùng mẫu này”.',
          'The template was checked and kept. Try it, then put it in use.',
        ],
        dung: [
          'Từ nay báo cáo dự thảo được trình bày theo mẫu này.',
          'Drafts are rendered by it from now on.',
        ],
        'san-co': ['Đã dùng lại mẫu có sẵn của hệ thống.', 'The built-in template is in use again.'],
      },
      view: async (asked) => {
        // A form that is answered says which it was of; its address does not.
        const body = (asked.request.body ?? {}) as { province?: string; kind?: string };
        const given = z.object(which).parse({ ...asked.query, ...textsOf(body) });
        const { kind } = given;
        const province = provinceOf(asked, given.province);
        const asker = { registry: asked.registry, principal: asked.principal, receivedAt: asked.now };
        const [templates, tried] = await Promise.all([
          listTemplates(orm, [province], kind),
          factsToTry(db, asker, { province, kind }),
        ]);
        const { values, isSample } = tried;
        const tags = showTags(REPORT_TAGS, values);
        return {
          title: ['Mẫu Word của báo cáo', 'Word templates of reports'],
          content: <TemplatesPage {...{ province, kind, templates, tags, isSample }} />,
        };
      },
    });

    page.post({
      at: '/tai-len',
      form: 'tai-len',
      config: heavy,
      body: z.object({ ...which, file: sentFile.optional() }),
      wrong: [
        'Mẫu chưa được nhận. Vui lòng sửa trong Word:',
        'The template was not taken. Please put right:',
      ],
      read: ({ file, province, kind }, asked) => {
        const { name, bytes } = readFile('file', file, { none: NONE, cut: TOO_LARGE });
        return { province: provinceOf(asked, province), kind, name, bytes };
      },
      act: async (author, { province, kind, ...file }) => {
        await orRefused('file', () => addTemplate(db, author, { province, kind }, file));
        return { province, kind };
      },
      to: (at) => back('tai-len', at),
    });
    page.post({
      at: '/dung',
      config,
      body: z.object({ ...which, template: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
      act: async (author, _, { body, ...asked }) => {
        const row = await findTemplate(orm, body.template);
        if (!row) throw new Problem('not_found');
        provinceOf(asked, row.province);
        await useTemplate(db, author, row);
        return { province: row.province, kind: row.kind };
      },
      to: (at) => back('dung', at),
    });
    page.post({
      at: '/san-co',
      config,
      body: z.object(which),
      act: async (author, _, { body, ...asked }) => {
        const at = { province: provinceOf(asked, body.province), kind: body.kind };
        await useBuiltIn(db, author, at);
        return at;
      },
      to: (at) => back('san-co', at),
    });
  };
}

const textsOf = ({ province, kind }: { province?: unknown; kind?: unknown }) => ({
  ...(typeof province === 'string' ? { province } : {}),
  ...(typeof kind === 'string' ? { kind } : {}),
});

const NONE = ['Chọn tệp Word (.docx) của mẫu.', 'Choose the Word file (.docx) of the template.'] as const;
const TOO_LARGE = ['Tệp lớn hơn 5 MB.', 'The file is larger than 5 MB.'] as const;
