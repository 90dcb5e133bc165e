import { z } from 'zod';
import { areaWithin } from '../../../access/areas.ts';
import type { Principal } from '../../../access/principal.ts';
import { type Preview, previewColours } from '../../../changes/preview.ts';
import { PROGRAMME_DAYS, SETTINGS_FIELDS } from '../../../changes/programme-fields.ts';
import {
  checkDays,
  type ProgrammeChange,
  type ProgrammeDays,
  planSettings,
  setProgramme,
} from '../../../changes/programmes.ts';
import { earliestOpen } from '../../../changes/registry.ts';
import type { Day } from '../../../days.ts';
import type { Routes } from '../../../http/context.ts';
import { Problem } from '../../../http/problems.ts';
import type { Registry } from '../../../registry/snapshot.ts';
import type { Programme, ProgrammeSettings } from '../../../registry/types.ts';
import { type FormBody, readForm, together } from '../../parts/filled.ts';
import { screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { ProgrammePage, Programmes } from './page.tsx';

const PATH = '/quan-tri/dot';

/** When programmes run and by which settings. */
export function programmeRoutes({ db, shell }: AdministrationDeps): Routes {
  return async (app) => {
    screen(app, shell, {
      path: PATH,
      config,
      view: ({ registry, today }) => {
        const programmes = [...registry.programmes.values()].map((programme) => ({
          programme,
          settings: registry.settingsOn(programme, undefined, today),
        }));
        return { title: ['Đợt báo cáo', 'Programmes'], content: <Programmes programmes={programmes} /> };
      },
    });
    const page = screen(app, shell, {
      path: `${PATH}/:programme`,
      config,
      params: { programme: z.string() },
      done: { luu: ['Đã lưu.', 'Saved.'] },
      more: {} as { previews?: readonly Preview[] },
      load: ({ registry, params }) => {
        const programme = registry.programmes.get(params.programme);
        if (!programme) throw new Problem('not_found');
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
        return { previews: previews.filter((one) => one.programme.code === it.code) };
      },
      act: (author, change, { it }) => setProgramme(db, author, it.code, change),
      done: 'luu',
    });
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
