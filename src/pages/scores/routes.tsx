import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import { type Principal, ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import { readDay } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { refuseFuture, requireLocality, requireWriter } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { Refused, refuse } from '../../refused.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { FILE_BYTES } from '../../review/evidence-rules.ts';
import { setsOf, worksOnSet } from '../../scores/access.ts';
import { keepScoreEvidence, selfScore, verifyScore } from '../../scores/entries.ts';
import { answerTo, objectTo } from '../../scores/objections.ts';
import { scorePeriod } from '../../scores/period-rules.ts';
import { requirePeriod, requireSet, scoresFor } from '../../scores/require.ts';
import type { SaidList } from '../../scores/round-change.ts';
import { criteriaOf } from '../../scores/rules.ts';
import { answerBody, objectionBody } from '../../scores/schema.ts';
import {
  listRounds,
  listScoreEvidence,
  listSets,
  readEntries,
  readScoreEvidence,
} from '../../scores/store.ts';
import { approveScores, correctScores, publishScores, putSet } from '../../scores/verbs.ts';
import { type FormBody, readFile } from '../parts/filled.ts';
import { RefusedAs, screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import type { Wrap } from '../wrap.tsx';
import { SetsPage } from './list-page.tsx';
import { atFields, readSaid } from './read.ts';
import { RoundPage } from './round-page.tsx';
import { readSetForm, rearranged } from './set-fields.ts';
import { readSet, setForm } from './set-form.ts';
import { SetPage } from './set-page.tsx';
import { SheetPage } from './sheet-page.tsx';
import { roundAddress, SCORES, SET_FORM } from './words.ts';

const SCORERS = { access: rolesThatMay('score'), form: true };
const VERIFIERS = { access: rolesThatMay('review'), form: true };
const APPROVERS = { access: rolesThatMay('approve'), form: true };
const on = daySchema.optional();

/** Scores of localities: criteria sets, the ranking of a period, a locality's sheet. */
export function scorePages({
  sql,
  orm,
  wrap,
  bodyLimit,
}: {
  sql: RootSql;
  orm: Orm;
  wrap: Wrap;
  bodyLimit: number;
}): Routes {
  const db = { sql, orm };
  return async (app) => {
    await takeFiles(app, Math.max(FILE_BYTES, bodyLimit));

    const store = async (author: Author, given: ReturnType<typeof readSetForm>) => {
      try {
        return await putSet(db, author, given.set);
      } catch (error) {
        throw given.at(error);
      }
    };
    const sets = screen(app, wrap, {
      path: SCORES,
      config: { access: ROLES },
      load: async ({ registry, principal }) => {
        const all = await listSets(orm, setsOf(registry, principal));
        return Promise.all(
          all.map(async (set) => {
            const rounds = await listRounds(orm, set.code);
            return { set, periods: [...new Set(rounds.map((one) => one.period))] };
          }),
        );
      },
      done: { luu: ['Đã lưu bộ tiêu chí.', 'The criteria set is stored.'] },
      view: ({ it }) => ({ title: ['Chấm điểm', 'Scores'], content: <SetsPage sets={it} /> }),
    });
    sets.post({
      at: '/bo-tieu-chi',
      form: 'nhap',
      config: { ...VERIFIERS, heavy: true },
      bodyLimit,
      body: setForm,
      find: ({ registry, principal, body }) => mayWriteFor(registry, principal, body.province),
      read: (body) => readSet(body, bodyLimit),
      act: store,
      done: 'luu',
    });
    const written = screen(app, wrap, {
      path: SET_FORM,
      config: { access: rolesThatMay('review') },
      query: { set: z.string().max(50).optional() },
      load: async ({ request, registry, principal, query }) => {
        if (query.set === undefined) return null;
        const set = await requireSet(db, request, query.set);
        if (!worksOnSet(registry, principal, set.province)) throw new Problem('not_found');
        return set;
      },
      view: ({ it: set }) => ({
        title: set ? [set.nameVi, set.nameVi] : ['Lập bộ tiêu chí', 'Write a criteria set'],
        content: <SetPage set={set} />,
      }),
    });
    written.post({
      config: VERIFIERS,
      find: ({ registry, principal, body }) => mayWriteFor(registry, principal, body.province ?? ''),
      retype: rearranged,
      read: readSetForm,
      act: store,
      to: () => `${SCORES}?done=luu`,
    });
    sets.post({
      config: VERIFIERS,
      form: (body) => `mo-${body.set}`,
      read: ({ set = '', period = '' }, { it }) => {
        if (!it.some((one) => one.set.code === set)) throw new Problem('not_found');
        if (!scorePeriod(period.trim()))
          refuse('period', [
            'Nhập kỳ dạng 2026, 2026-H1, 2026-Q3 hoặc 2026-09.',
            'Write 2026, 2026-H1, 2026-Q3 or 2026-09.',
          ]);
        return { set, period: period.trim() };
      },
      act: (_, given) => given,
      to: ({ set, period }) => roundAddress(set, period),
    });

    const round = screen(app, wrap, {
      path: `${SCORES}/:set/:period`,
      config: { access: ROLES },
      params: { set: z.string().max(50), period: z.string().max(10) },
      query: { on, ...tableQuery },
      done: {
        'cong-bo': ['Đã công bố tạm thời.', 'Published provisionally.'],
        'phe-duyet': ['Đã phê duyệt kết quả.', 'The scores are approved.'],
        'dinh-chinh': ['Đã mở bản đính chính.', 'A correction has begun.'],
      },
      load: async ({ request, params, query, today }) => {
        const set = await requireSet(db, request, params.set);
        const period = periodOf(params.period);
        if (query.on !== undefined) refuseFuture(query.on, today);
        return { of: { set, period }, scores: await scoresFor(db, request, set, period, query.on) };
      },
      view: ({ it: { scores }, query }) => ({
        title: [scores.set.nameVi, scores.set.nameVi],
        content: <RoundPage scores={scores} on={query.on} />,
      }),
    });
    round.post({
      at: '/cong-bo',
      form: 'cong-bo',
      config: VERIFIERS,
      find: ({ registry, principal, it }) => worksOnSet(registry, principal, it.of.set.province),
      read: ({ objectionsUntil: day = '' }) => (day === '' ? undefined : readDay('objectionsUntil', day)),
      act: (author, until, { registry, it }) => told(() => publishScores(db, author, registry, it.of, until)),
      done: 'cong-bo',
    });
    round.post({
      at: '/phe-duyet',
      config: APPROVERS,
      find: ({ registry, principal, it }) => worksOnSet(registry, principal, it.of.set.province),
      act: (author, _, { it }) => told(() => approveScores(db, author, it.of)),
      done: 'phe-duyet',
    });
    round.post({
      at: '/dinh-chinh',
      config: VERIFIERS,
      find: ({ registry, principal, it }) => worksOnSet(registry, principal, it.of.set.province),
      act: (author, _, { it }) => told(() => correctScores(db, author, it.of)),
      done: 'dinh-chinh',
    });

    const sheet = screen(app, wrap, {
      path: `${SCORES}/:set/:period/:unit`,
      config: { access: ROLES },
      params: { set: z.string().max(50), period: z.string().max(10), unit: z.string().max(5) },
      query: { on, ...tableQuery },
      done: {
        'tu-cham': ['Đã gửi điểm tự chấm.', 'The self-score was sent.'],
        'tham-dinh': ['Đã lưu kết quả thẩm định.', 'The verification was saved.'],
        'kien-nghi': ['Đã gửi kiến nghị.', 'The objection was sent.'],
        'tra-loi': ['Đã trả lời kiến nghị.', 'The objection was answered.'],
        'minh-chung': ['Đã nhận tệp.', 'The file was taken.'],
      },
      load: async ({ request, registry, principal, params, query, today }) => {
        const set = await requireSet(db, request, params.set);
        const period = periodOf(params.period);
        if (query.on !== undefined) refuseFuture(query.on, today);
        const scores = await scoresFor(db, request, set, period, query.on);
        const found = scores.sheets.find((one) => one.locality.code === params.unit);
        if (!found) throw new Problem('not_found');
        // Who said what stands with the sheet of whoever may act on it; others see the points that are published.
        const isOwn =
          principal.area === '*' || [found.locality.code, found.locality.province].includes(principal.area);
        const key = { set: set.code, period: period.label, locality: params.unit };
        const entries = scores.round && isOwn ? await readEntries(orm, scores.round.id, params.unit) : [];
        const files = isOwn ? await listScoreEvidence(orm, key) : [];
        return {
          of: { set: scores.set, period },
          shown: { scores, sheet: found, entries, files, on: query.on },
          locality: isOwn ? requireLocality(registry, principal, params.unit) : null,
        };
      },
      view: ({ it: { shown } }) => ({
        title: [
          `${shown.sheet.locality.type} ${shown.sheet.locality.name}, ${shown.scores.set.nameVi}`,
          `${shown.sheet.locality.name}, ${shown.scores.set.nameVi}`,
        ],
        content: <SheetPage {...shown} />,
      }),
    });
    const entry = (at: 'tu-cham' | 'tham-dinh', config: typeof SCORERS) =>
      sheet.post({
        at: `/${at}`,
        form: at,
        config,
        read: (body, { it, request }) => {
          requireWriter(request);
          return { criteria: readSaid(criteriaOf(it.of.set), body), revision: revisionOf(body) };
        },
        act: (author, given, { it, registry, principal }) => {
          const locality = it.locality;
          if (!locality) throw new Problem('not_found');
          if (at === 'tham-dinh' && !worksOnSet(registry, principal, it.of.set.province))
            throw new Problem('not_found');
          const verb = at === 'tu-cham' ? selfScore : verifyScore;
          return told(() => atForm(given.criteria, () => verb(db, author, it.of, locality, given)));
        },
        done: at,
      });
    entry('tu-cham', SCORERS);
    entry('tham-dinh', VERIFIERS);
    sheet.post({
      at: '/kien-nghi',
      form: 'kien-nghi',
      config: SCORERS,
      read: ({ criterion, reason = '', evidence = '' }) => {
        const given = {
          reason,
          criteria: criterion ? [criterion] : [],
          evidence: evidence.trim() === '' ? [] : [evidence],
        };
        const read = objectionBody.safeParse(given);
        if (!read.success) refuse('reason', ['Nhập nội dung kiến nghị.', 'Say what you object to.']);
        return read.data;
      },
      act: (author, given, { it }) => {
        const { locality } = it;
        if (!locality) throw new Problem('not_found');
        return told(() => objectTo(db, author, it.of, locality, given));
      },
      done: 'kien-nghi',
    });
    sheet.post({
      at: '/tra-loi',
      form: 'tra-loi',
      config: VERIFIERS,
      read: (body, { it }) => {
        const criteria = readSaid(criteriaOf(it.of.set), body);
        const given = { accept: body.accept === 'yes', reason: body.reason ?? '', criteria };
        const read = answerBody.safeParse(given);
        if (!read.success) refuse('reason', ['Nhập nội dung trả lời.', 'Say what the answer is.']);
        return read.data;
      },
      act: (author, given, { it, registry, principal }) => {
        const { locality } = it;
        if (!locality || !worksOnSet(registry, principal, it.of.set.province)) throw new Problem('not_found');
        return told(() => atForm(given.criteria ?? [], () => answerTo(db, author, it.of, locality, given)));
      },
      done: 'tra-loi',
    });
    sheet.post({
      at: '/minh-chung',
      form: 'minh-chung',
      config: SCORERS,
      body: z.object({ criterion: z.string().max(40).default(''), file: sentFile.optional() }),
      read: ({ criterion, file }) => {
        const said = [
          'Chọn ảnh hoặc tệp PDF, tối đa 5 MB.',
          'Choose a picture or a PDF of at most 5 MB.',
        ] as const;
        const { name, bytes } = readFile('file', file, { none: said, cut: said });
        return { criterion, name, bytes };
      },
      act: (author, given, { it, request }) => {
        const { locality } = it;
        if (!locality) throw new Problem('not_found');
        requireWriter(request);
        const person = request.session?.person ?? null;
        return told(() => keepScoreEvidence(db, author, it.of, locality, { ...given, person }));
      },
      done: 'minh-chung',
    });

    app.get(
      `${SCORES}/:set/:period/:unit/tep/:file`,
      {
        config: { access: ROLES },
        schema: {
          hide: true,
          params: z.object({
            set: z.string(),
            period: z.string(),
            unit: z.string(),
            file: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
          }),
        },
      },
      async (request, reply) => {
        const { registry, principal, params } = request;
        const locality = requireLocality(registry, principal, params.unit);
        const file = await readScoreEvidence(orm, params.file);
        if (!file || file.locality !== locality.code) throw new Problem('not_found');
        // Whatever it holds, no browser runs it: it is saved, never shown as a page of ours.
        return reply
          .type(file.type)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'private, no-store')
          .send(file.body);
      },
    );
  };
}

const mayWriteFor = (registry: Registry, principal: Principal, province: string) =>
  (province === '*' || registry.provinces.has(province)) && worksOnSet(registry, principal, province);

function periodOf(label: string) {
  if (!scorePeriod(label)) throw new Problem('not_found');
  return requirePeriod(label);
}

const revisionOf = ({ revision }: FormBody) =>
  /^\d{1,6}$/.test(revision ?? '') ? Number(revision) : undefined;

/** Objections at the fields of the form's criteria. */
async function atForm<T>(criteria: SaidList, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(error.objections.map((one) => ({ ...one, field: atFields(criteria, one.field) })));
  }
}

/** A problem of the verbs as what the page says beside its form. */
async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404 || error.status >= 500) throw error;
    const { titleVi: vi, title: en } = error.body();
    const more = error.errors.map(({ messageVi, message }) => ({ field: '', vi: messageVi, en: message }));
    throw new RefusedAs(error.status, [{ field: '', vi, en }, ...more]);
  }
}
