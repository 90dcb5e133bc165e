import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import type { Principal } from '../../../access/principal.ts';
import { type Preview, previewColours } from '../../../changes/preview.ts';
import { programmeNameFields, settingsFields } from '../../../changes/programme-create.ts';
import { PROGRAMME_DAYS, PROVINCE_FIELDS, SETTINGS_FIELDS } from '../../../changes/programme-fields.ts';
import {
  checkDays,
  type ProgrammeChange,
  type ProgrammeDays,
  planSettings,
  setProgramme,
} from '../../../changes/programmes.ts';
import { type OwnSettings, setProvinceSettings } from '../../../changes/province-settings.ts';
import { earliestOpen } from '../../../changes/registry.ts';
import type { Day } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import { refuse } from '../../../refused.ts';
import { covers, provinceOf, type Registry } from '../../../registry/snapshot.ts';
import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { PROGRAMMES as PATH } from './addresses.ts';
import { ProvincePage } from './own.tsx';
import { ProgrammePage, Programmes } from './page.tsx';

/** When programmes run and by which settings. */
export function programmeRoutes({ db, wrap }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: PATH,
      config,
      view: ({ registry, principal, today }) => {
        const seen = [...registry.programmes.values()].filter((one) => mayRead(registry, principal, one));
        const programmes = seen.map((programme) => ({
          programme,
          settings: registry.settingsOn(programme, undefined, today),
        }));
        return { title: ['Đợt báo cáo', 'Programmes'], content: <Programmes programmes={programmes} /> };
      },
    });
    const page = screen(app, wrap, {
      path: `${PATH}/:programme`,
      config,
      params: { programme: z.string() },
      done: {
        luu: ['Đã lưu.', 'Saved.'],
        lap: [
          'Đã lập đợt báo cáo. Anh/chị có thể sửa cài đặt dưới đây.',
          'The programme is made. Its settings may be changed below.',
        ],
        'ket-thuc': ['Đã đặt ngày cuối của đợt.', 'Its last day is set.'],
      },
      more: {} as { previews?: readonly Preview[]; indicatorPreviews?: readonly Preview[] },
      load: ({ registry, principal, params }) => {
        const programme = registry.programmes.get(params.programme);
        if (!programme || !mayRead(registry, principal, programme)) throw new Problem('not_found');
        return programme;
      },
      view: ({ it, more, registry, principal, now, today }) => ({
        title: [it.nameVi, it.nameEn],
        content: (
          <ProgrammePage
            programme={it}
            earliest={earliestOpen(registry, [it], now)}
            typed={typedOf(it, registry.settingsOn(it, undefined, today), today)}
            previews={more.previews}
            indicatorPreviews={more.indicatorPreviews}
            settings={registry.settingsOn(it, undefined, today)}
            mayChange={mayChange(registry, principal, it)}
          />
        ),
      }),
    });
    page.post({
      find: ({ it, registry, principal }) => mayChange(registry, principal, it),
      read: (body, { it, registry, today }) => readChange(it, registry, body, today),
      preview: async (change, { it, registry, now, today }) => {
        const [, settings] = together(
          () => checkDays(registry, it, change, now),
          () => planSettings(registry, it, change, now),
        );
        return { previews: await previewOf(it, settings, now, today) };
      },
      act: (author, change, { it }) => setProgramme(db, author, it.code, change),
      done: 'luu',
    });

    page.post({
      at: '/ten',
      form: 'ten',
      several: ['provinces'],
      find: ({ it, registry, principal }) => mayChange(registry, principal, it),
      read: ({ provinces = '', ...body }, { it, registry, principal, today }) => {
        const codes = provinces.split(' ').filter(Boolean).join(',');
        const { provinces: read, ...names } = programmeNameFields(registry);
        const same = codes === '' || codes === it.provinces.join(',');
        const fields = same ? names : { ...names, provinces: read };
        const given = readForm<Partial<ProgrammeChange>>(fields as typeof names, {
          ...body,
          provinces: codes,
        });
        const asked = given.provinces ?? [];
        if (!asked.every((one) => areaWithin(registry, one, principal.area)))
          refuse('provinces', ['Ngoài địa bàn anh/chị quản trị.', 'This lies outside your own area.']);
        return { ...given, from: today, settings: {} };
      },
      act: (author, change, { it }) => setProgramme(db, author, it.code, change),
      done: 'luu',
    });

    page.post({
      at: '/chi-tieu',
      form: 'chi-tieu',
      several: ['indicators'],
      find: ({ it, registry, principal }) => mayChange(registry, principal, it),
      read: ({ indicators = '', from = '' }, { registry, today }): ProgrammeChange => {
        const codes = indicators.split(' ').filter(Boolean);
        const all = registry.indicatorsOn(today).size;
        const [days, settings] = together(
          () => readForm<ProgrammeDays>({ from: PROGRAMME_DAYS.from } as typeof PROGRAMME_DAYS, { from }),
          () => {
            if (codes.length === 0)
              refuse('indicators', ['Chọn ít nhất một chỉ tiêu.', 'Choose one indicator at least.']);
            const { indicators: read } = settingsFields(registry);
            const text = codes.length >= all ? 'all' : codes.join(',');
            return readForm<ProgrammeSettings>({ indicators: read } as typeof SETTINGS_FIELDS, {
              indicators: text,
            });
          },
        );
        return { ...days, settings: { indicators: settings.indicators } };
      },
      preview: async (change, { it, registry, now, today }) => ({
        indicatorPreviews: await previewOf(it, planSettings(registry, it, change, now), now, today),
      }),
      act: (author, change, { it }) => setProgramme(db, author, it.code, change),
      done: 'luu',
    });

    page.post({
      at: '/ket-thuc',
      form: 'ket-thuc',
      find: ({ it, registry, principal }) => mayChange(registry, principal, it),
      read: (body) =>
        readForm<ProgrammeDays>({ 'ends-on': PROGRAMME_DAYS['ends-on'] } as typeof PROGRAMME_DAYS, body),
      act: (author, days, { it, today }) =>
        setProgramme(db, author, it.code, { ...days, from: today, settings: {} }),
      done: 'ket-thuc',
    });

    const own = screen(app, wrap, {
      path: `${PATH}/:programme/tinh/:province`,
      config,
      params: { programme: z.string(), province: z.string() },
      done: { luu: ['Đã lưu.', 'Saved.'] },
      load: ({ registry, principal, params: { programme: code, province } }) => {
        const programme = registry.programmes.get(code);
        const asked = programme && registry.provincesOf(programme).includes(province);
        if (!programme || !asked || !areaWithin(registry, province, principal.area))
          throw new Problem('not_found');
        return { programme, province };
      },
      view: ({ it: { programme, province }, registry, today }) => ({
        title: [registry.provinces.get(province) ?? province, registry.provinces.get(province) ?? province],
        content: (
          <ProvincePage
            programme={programme}
            province={province}
            common={registry.settingsOn(programme, undefined, today)}
            typed={ownTyped(programme, province, today)}
          />
        ),
      }),
    });
    own.post({
      read: ({ from = '', ...body }) =>
        together(
          () => readForm<ProgrammeDays>({ from: PROGRAMME_DAYS.from } as typeof PROGRAMME_DAYS, { from }),
          () => readForm<OwnSettings>(PROVINCE_FIELDS, body, Object.keys(PROVINCE_FIELDS)),
        ),
      act: (author, [{ from }, settings], { it: { programme, province } }) =>
        setProvinceSettings(db, author, programme.code, { province, from, settings }),
      done: 'luu',
    });

    /** What settings would change of today's colours. */
    async function previewOf(it: Programme, settings: ProgrammeSettings, now: Date, today: Day) {
      const previews = await previewColours(
        db,
        (rows) => ({
          ...rows,
          programmes: rows.programmes.map((one) =>
            one.code === it.code ? withSettings(one, settings, today) : one,
          ),
        }),
        now,
      );
      return previews.filter((one) => one.programme.code === it.code);
    }
  };
}

/** Whoever administers something that a programme asks. */
function mayRead(registry: Registry, { area }: Principal, programme: Programme): boolean {
  return area === '*' || covers(programme, provinceOf(registry, area));
}

/** What a province has of its own today; blank where it is as the programme has it. */
function ownTyped({ provinceSettings }: Programme, province: string, today: Day): FormBody {
  const own = provinceSettings.findLast((one) => one.province === province && one.validFrom <= today);
  const text = (value: number | string | null | undefined) => String(value ?? '').replace('.', ',');
  return {
    from: today,
    cutoff: own?.cutoff ?? '',
    'lock-days': text(own?.lockDays),
    freshness: text(own?.freshness),
    amber: text(own?.amberThreshold),
    'missing-streak': text(own?.missingStreak),
    'due-soon-minutes': text(own?.dueSoonMinutes),
  };
}

/** Whoever administers all that a programme asks. */
function mayChange(registry: Registry, { area }: Principal, { provinces }: Programme): boolean {
  return provinces.every((one) => areaWithin(registry, one, area));
}

/** Settings as though they held today, when they start later. */
function withSettings(programme: Programme, settings: ProgrammeSettings, today: Day): Programme {
  const from = settings.validFrom < today ? settings.validFrom : today;
  const others = programme.settings.filter((one) => one.validFrom !== from);
  const all = [...others, { ...settings, validFrom: from }];
  return { ...programme, settings: all.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)) };
}

/** What the form says; its days only where they differ from what stands. */
function readChange(programme: Programme, registry: Registry, given: FormBody, today: Day): ProgrammeChange {
  const stands = typedOf(programme, registry.settingsOn(programme, undefined, today), today);
  const { 'starts-on': startsOn, 'ends-on': endsOn, from } = PROGRAMME_DAYS;
  const readers = {
    from,
    ...(given['starts-on'] === stands['starts-on'] ? {} : { 'starts-on': startsOn }),
    ...(given['ends-on'] === stands['ends-on'] ? {} : { 'ends-on': endsOn }),
  } as typeof PROGRAMME_DAYS;
  const [settings, days] = together(
    () => readForm<ProgrammeSettings>(SETTINGS_FIELDS, given, ['deadline']),
    () => readForm<ProgrammeDays>(readers, given, ['ends-on']),
  );
  return { ...days, settings };
}

function typedOf(programme: Programme, settings: ProgrammeSettings, from: Day): FormBody {
  return {
    from,
    cutoff: settings.cutoff,
    'lock-days': String(settings.lockDays),
    'reporting-days': settings.reportingDays,
    freshness: String(settings.freshness),
    amber: String(settings.amberThreshold).replace('.', ','),
    deadline: settings.deadline ?? '',
    'missing-streak': String(settings.missingStreak),
    'due-soon-minutes': String(settings.dueSoonMinutes),
    'starts-on': programme.startsOn ?? '',
    'ends-on': programme.endsOn ?? '',
  };
}
