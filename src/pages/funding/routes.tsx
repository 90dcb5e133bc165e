import { z } from 'zod';
import { localitiesAsked } from '../../access/localities.ts';
import { ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import type { Clients } from '../../db/connect.ts';
import { readChoice, readDay, readInteger, readText } from '../../fields.ts';
import { FUNDERS, provincesSeen, writesMoney } from '../../funding/access.ts';
import { FUNDING_STATES } from '../../funding/need-rules.ts';
import { requirement } from '../../funding/norm-rules.ts';
import { normsOn } from '../../funding/norms.ts';
import { loadOverview } from '../../funding/overview.ts';
import { addPrice, withdrawPrice } from '../../funding/prices.ts';
import { draftProposal } from '../../funding/proposals.ts';
import { putTogether } from '../../funding/put-together.ts';
import { requireSees } from '../../funding/require.ts';
import { findPrice, readItems, readPrices } from '../../funding/store.ts';
import type { Routes } from '../../http/context.ts';
import { requireProgramme } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { type Objection, refuse, together } from '../../refused.ts';
import { rowId, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { FUNDING, NEEDS, NORMS, PRICES, proposalAddress } from './addresses.ts';
import { readDong, readMaybe } from './fields.ts';
import { FundingHome } from './home-page.tsx';
import { loadNeedsPage, needKey } from './needs-facts.ts';
import { MAKE, NeedsPage, SUMS } from './needs-page.tsx';
import { ASKED, askedUnderC, type NormsAnswer, NormsPage, underC } from './norms-page.tsx';
import { NEW_PRICE, PricesPage } from './prices-page.tsx';

const READERS = { access: rolesThatMay('readMoney'), form: true };
const WRITERS = { access: FUNDERS, form: true };
/** A filter that is not set comes as nothing. */
const blank = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional()).catch(undefined);

/** Money: finance's home, needs, prices and what the norms ask. */
export function fundingPages({ sql, orm, wrap }: Clients & { wrap: Wrap }): Routes {
  const db = { sql, orm };
  return async (app) => {
    screen(app, wrap, {
      path: FUNDING,
      config: { access: ROLES },
      load: async ({ request, registry, principal, today }) => {
        const sees = requireSees(request);
        const programme = requireProgramme(request, undefined);
        const localities = localitiesAsked(registry, principal, {
          programme,
          province: undefined,
          day: today,
        }).map(({ code }) => code);
        return await loadOverview(db, registry, { sees, programme, localities, day: today });
      },
      view: ({ it, today }) => ({
        title: ['Kinh phí', 'Money'],
        content: <FundingHome it={it} today={today} />,
      }),
    });

    const needs = screen(app, wrap, {
      path: NEEDS,
      config: { access: ROLES, form: true },
      query: {
        province: blank(z.string().max(2)),
        indicator: blank(z.string().max(100)),
        group: blank(z.string().max(100)),
        agency: blank(z.string().max(200)),
        locality: blank(z.string().max(5)),
        funding: blank(z.enum(FUNDING_STATES)),
        amount: blank(z.literal('unknown')),
        q: blank(z.string().max(100)),
        day: blank(daySchema),
        by: blank(z.enum(SUMS)),
        programme: blank(z.string().max(100)),
      },
      load: async ({ request, registry, principal, today, query }) => {
        requireSees(request);
        const { by: _, ...asked } = query;
        // A day to come has no figures yet.
        const day = asked.day !== undefined && asked.day <= today ? asked.day : undefined;
        const programme = requireProgramme(request, asked.programme, asked.province);
        return await loadNeedsPage(db, { registry, principal, programme, asked: { ...asked, day }, today });
      },
      view: ({ it, query }) => ({
        title: ['Nhu cầu kinh phí', 'Needs'],
        content: <NeedsPage facts={it} by={query.by} />,
      }),
    });
    needs.post({
      form: MAKE,
      config: WRITERS,
      longest: 200_000,
      several: ['need'],
      read: (body, { it, principal }) => {
        const chosen = new Set((body.need ?? '').split(' ').filter((one) => one !== ''));
        const lines = it.found.filter((need) => body.which === 'all' || chosen.has(needKey(need)));
        const provinces = [...new Set(lines.map(({ named }) => named.province))];
        const [title, deadline, province] = together(
          () => readText('title', body.title ?? '', 300),
          () => ((body.deadline ?? '') === '' ? null : readDay('deadline', body.deadline ?? '')),
          () => {
            const [only, ...more] = provinces;
            if (only === undefined)
              refuse('', ['Chọn ít nhất một dòng nhu cầu.', 'Choose at least one row.']);
            if (more.length > 0)
              refuse('', [
                'Một đề xuất chỉ gồm nhu cầu của một tỉnh, thành phố. Lọc theo tỉnh, thành phố trước.',
                'A proposal is of one province. Filter by province first.',
              ]);
            return only;
          },
        );
        if (!writesMoney(principal, province)) throw new Problem('not_found');
        return { title, deadline, province, lines };
      },
      act: async (author, { title, deadline, province, lines }, { registry, it, today }) => {
        // What has no amount is left out where all is asked for, as everywhere.
        const usable = lines.filter(({ amount, open }) => amount !== null && open !== null && open > 0);
        if (usable.length === 0)
          refuse('', [
            'Không dòng nào đề xuất được: chưa có đơn giá, chưa biết thiếu bao nhiêu, hoặc đã cấp đủ kinh phí.',
            'None of these can be proposed: no price, nobody knows how much, or funded already.',
          ]);
        const wanted = {
          day: it.day,
          lines: usable.map(({ locality, indicator }) => ({ locality, item: indicator })),
        };
        const made = await putTogether(db, registry, wanted, { programme: it.programme, province, today });
        const given = { title, province, programme: it.programme.code, deadline, needs: wanted };
        return await draftProposal(db, author, given, made);
      },
      told: (objections) => objections.map(atForm),
      to: (id) => proposalAddress(id, '?done=lap'),
    });

    const prices = screen(app, wrap, {
      path: PRICES,
      config: READERS,
      load: async ({ request, registry }) => {
        const provinces = [...provincesSeen(registry, requireSees(request))];
        const [rows, items] = await Promise.all([readPrices(orm, provinces), readItems(orm)]);
        return { prices: rows, items, provinces };
      },
      done: {
        luu: ['Đã lưu đơn giá.', 'Saved.'],
        bo: [
          'Đã xóa đơn giá. Đề xuất đã lập giữ nguyên đơn giá cũ.',
          'Withdrawn; proposals stay as they are.',
        ],
      },
      view: ({ it, today }) => ({
        title: ['Đơn giá', 'Prices'],
        content: <PricesPage {...it} today={today} />,
      }),
    });
    prices.post({
      form: NEW_PRICE,
      config: WRITERS,
      read: (body, { registry, principal, it }) => {
        const { province = '' } = body;
        if (!registry.provinces.has(province) || !writesMoney(principal, province))
          throw new Problem('not_found');
        const text = (name: string) => (body[name] ?? '').trim();
        const [item, unitPrice, ceiling, basis, validFrom, validTo] = together(
          () =>
            readChoice(
              'item',
              text('item'),
              it.items.map(({ indicator }) => indicator),
            ),
          () => readDong('unitPrice', text('unitPrice')),
          () => (text('ceiling') === '' ? null : readDong('ceiling', text('ceiling'))),
          () => readMaybe('basis', body.basis?.replace(/\s+/g, ' '), 1_000) ?? '',
          () => readDay('validFrom', text('validFrom')),
          () => (text('validTo') === '' ? null : readDay('validTo', text('validTo'))),
        );
        return { item, unitPrice, ceiling, basis, province, validFrom, validTo };
      },
      act: (author, given, { registry }) => addPrice(db, author, registry, given),
      done: 'luu',
    });
    prices.post({
      at: '/:id/bo',
      params: { id: rowId },
      config: WRITERS,
      find: async ({ params: { id }, principal }) => {
        const row = await findPrice(orm, id);
        return row && row.withdrawnAt === null && writesMoney(principal, row.province);
      },
      act: (author, _, { params: { id } }) => withdrawPrice(db, author, id),
      done: 'bo',
    });

    const norms = screen(app, wrap, {
      path: NORMS,
      config: READERS,
      more: {} as { answer?: NormsAnswer },
      load: ({ today }) => normsOn(today),
      view: ({ it, more }) => ({
        title: ['Tính nhu cầu theo định mức', 'By the norms'],
        content: <NormsPage set={it} answer={more.answer} />,
      }),
    });
    norms.post({
      form: 'dinh-muc',
      keeps: true,
      read: (body, { it }) => {
        if (!it) refuse('', ['Chưa có định mức của ngày hôm nay.', 'No norms are known of today.']);
        const count = (name: string) => readInteger(name, (body[name] ?? '').trim(), 0, 100_000);
        const given = (name: string) => (body[name] ?? '').trim() !== '';
        const [posts, specialists, have, byC] = together(
          () => count('posts'),
          () => count('specialists'),
          () => {
            const asked = ASKED.filter(given);
            if (asked.length === 0)
              refuse(ASKED[0] ?? '', ['Nhập số hiện có của ít nhất một loại.', 'Say what there is of one.']);
            return Object.fromEntries(asked.map((item) => [item, count(item)]));
          },
          () => {
            const asked = askedUnderC(it).filter((item) => given(underC(item)));
            return Object.fromEntries(asked.map((item) => [item, count(underC(item))]));
          },
        );
        if (specialists > posts)
          refuse('specialists', ['Số chuyên viên lớn hơn số biên chế.', 'More specialists than posts.']);
        return requirement(it, { posts, specialists, have, underC: byC });
      },
      act: (_, answer) => answer,
      show: (answer) => ({ answer }),
    });
  };
}

const atForm = (one: Objection): Objection => ({
  ...one,
  field: one.field.startsWith('needs') ? '' : one.field,
});
