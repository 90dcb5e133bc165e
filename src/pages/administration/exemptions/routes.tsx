import { z } from 'zod';
import { everInArea } from '../../../access/localities.ts';
import {
  EXEMPTION_FIELDS,
  type Exempted,
  type ExemptionTerms,
  endExemption,
  exempt,
  exemptionsToEnd,
  planExemptions,
  withExemptions,
  withoutExemptions,
} from '../../../changes/exemptions.ts';
import { previewColours } from '../../../changes/preview.ts';
import type { Day } from '../../../days.ts';
import { readDay } from '../../../fields.ts';
import type { Routes } from '../../../http/context.ts';
import { type Objection, refuse } from '../../../refused.ts';
import { compareNames, fold } from '../../../registry/search.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { lastNamed, readArea } from '../../parts/places.tsx';
import { type Asked, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { BEGIN, END, EXEMPTIONS, Exemptions, type ExemptionsProps, type ListedExemption } from './page.tsx';

/** What does not apply to whom. */
export function exemptionRoutes({ db, wrap }: AdministrationDeps): Routes {
  const more: Pick<ExemptionsProps, 'previews' | 'endPreviews'> = {};
  return async (app) => {
    const page = screen(app, wrap, {
      path: EXEMPTIONS,
      config,
      query: { q: z.string().max(100).default('') },
      more,
      done: {
        [BEGIN]: ['Đã ghi chỉ tiêu không áp dụng.', 'Saved as not applicable.'],
        [END]: ['Đã ghi ngày áp dụng lại.', 'The last day is saved.'],
      },
      view: ({ more, ...asked }) => ({
        title: ['Chỉ tiêu không áp dụng', 'What does not apply'],
        content: <Exemptions listed={listed(asked)} {...more} />,
      }),
    });
    page.post({
      form: BEGIN,
      read: (body, asked) => {
        const [of, terms] = together(
          () => readOf(body, asked),
          () => readForm<ExemptionTerms>(EXEMPTION_FIELDS, body, ['to']),
        );
        return { of, terms };
      },
      preview: async ({ of, terms }, { registry, now, today }) => {
        const rows = planExemptions(registry, of, terms, now);
        // As if it held today, whenever it begins.
        const asOf = rows.map((one) => ({
          ...one,
          validFrom: one.validFrom < today ? one.validFrom : today,
          validTo: null,
        }));
        return { previews: await previewColours(db, (all) => withExemptions(all, asOf), now) };
      },
      act: (author, { of, terms }) => exempt(db, author, of, terms),
      told: atFields,
      done: BEGIN,
    });
    page.post({
      at: '/ap-dung-lai',
      form: END,
      read: (body, asked) => {
        const [of, lastDay] = together<[Exempted, Day]>(
          () => readOf(body, asked),
          () => readDay('last-day', body['last-day'] ?? ''),
        );
        return { of, lastDay };
      },
      preview: async ({ of, lastDay }, { registry, now }) => {
        const rows = exemptionsToEnd(registry, of, lastDay, now);
        return { endPreviews: await previewColours(db, (all) => withoutExemptions(all, rows), now) };
      },
      act: (author, { of, lastDay }) => endExemption(db, author, of, lastDay),
      told: atFields,
      done: END,
    });
  };
}

/** Who is meant and of what. @throws {Refused} */
function readOf(body: FormBody, { registry, principal, today }: Asked): Exempted {
  const [area, indicator] = together(
    () => readArea(registry, principal, body, today),
    () => body.indicator || refuse('indicator', ['Chọn một chỉ tiêu.', 'Choose an indicator.']),
  );
  if (area === '*') refuse('province', ['Chọn một tỉnh, thành phố.', 'Choose a province.']);
  return { localities: [area], indicators: [indicator] };
}

const FIELDS: Record<string, string> = { localities: 'area', indicators: 'indicator' };
const atFields = (objections: readonly Objection[]) =>
  objections.map((one) => ({ ...one, field: FIELDS[one.field] ?? one.field }));

/** Those of the reader's area that are meant by what is searched for, by name. */
function listed({ registry, principal, query, today }: Asked<unknown, { q: string }>): ListedExemption[] {
  const words = fold(query.q);
  const names = new Map(registry.indicators.map((one) => [one.code, one]));
  return everInArea(registry, principal)
    .flatMap((locality) => {
      const own = registry.exemptionsOf(locality.code);
      if (own.length === 0) return [];
      const named = lastNamed(registry, locality, today);
      return own.map((exemption) => ({ exemption, named, indicator: names.get(exemption.indicator) }));
    })
    .filter(
      ({ exemption, named }) =>
        fold(`${named.type} ${named.name}`).includes(words) ||
        named.code.startsWith(words) ||
        exemption.indicator.startsWith(words),
    )
    .sort((a, b) => compareNames(a.named, b.named));
}
