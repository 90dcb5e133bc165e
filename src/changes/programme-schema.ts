import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { dayAnswer, listAnswer } from '../http/answers.ts';
import { codeAsked, provinceAsked } from '../http/query.ts';
import { PERIODS, type Programme, type ProgrammeSettings, type ProvinceSettings } from '../registry/types.ts';

/** Only their shape: what they may be is said by the readers, all at once. */
const CUTOFF = '^([01]\\d|2[0-3]):[0-5]\\d$';
const count = (minimum: number, maximum: number) =>
  z.number().meta({ type: 'integer', minimum, maximum }).nullable().optional();
const name = z.string().meta({ maxLength: 500 });
const settingsBody = z.strictObject({
  cutoff: z.string().meta({ pattern: CUTOFF, example: '16:00' }).nullable().optional(),
  lockDays: count(1, 60),
  reportingDays: z
    .string()
    .meta({ pattern: '^(working|every)$', description: '`working` or `every`' })
    .optional(),
  freshness: count(0, 250),
  amber: z.number().meta({ minimum: 0, maximum: 100 }).nullable().optional(),
  deadline: dayAnswer.nullable().optional(),
  missingStreak: count(1, 60),
  dueSoonMinutes: count(1, 1_439),
  indicators: z
    .array(codeAsked)
    .min(1)
    .max(500)
    .nullable()
    .optional()
    .meta({ description: 'Codes asked; null for the whole catalogue' }),
});

export const newProgrammeBody = z.strictObject({
  code: z.string().meta({ pattern: '^[a-z][a-z0-9-]{1,49}$', example: 'hcmc-daily' }),
  nameVi: name,
  nameEn: name.optional().meta({ description: 'As in Vietnamese when left out' }),
  provinces: z
    .array(z.string().meta({ pattern: '^(\\d{2}|\\*)$' }))
    .min(1)
    .max(100)
    .meta({ description: 'Codes, or `*` alone for the nation', example: ['79'] }),
  copyOf: codeAsked
    .optional()
    .meta({ description: 'Programme whose settings and indicators it starts with' }),
  startsOn: z.string().meta({ format: 'date', example: '2026-01-05' }),
  endsOn: dayAnswer.nullable().optional(),
  period: z
    .string()
    .meta({ pattern: '^(day|half_year|year)$', description: '`day` when left out, `half_year` or `year`' })
    .optional(),
  closesOn: z
    .array(z.string().meta({ pattern: '^\\d\\d-\\d\\d$' }))
    .min(1)
    .max(2)
    .optional()
    .meta({
      description:
        'Of half-years and years, the days of the year that their figures are of, by default the last',
      example: ['06-30', '12-31'],
    }),
  settings: settingsBody.optional(),
});

export const programmeChangeBody = newProgrammeBody
  .omit({ code: true, copyOf: true, period: true, closesOn: true })
  .partial()
  .extend({
    from: daySchema.optional().meta({ description: 'First day of the settings; today when left out' }),
    province: provinceAsked.optional().meta({
      description: 'The settings are of this province alone; null is then as the programme has it',
    }),
  });

const settingsAnswer = z.object({
  validFrom: dayAnswer,
  cutoff: z.string(),
  lockDays: z.int(),
  reportingDays: z.enum(['working', 'every']),
  freshness: z.int(),
  amber: z.number(),
  deadline: dayAnswer.nullable(),
  missingStreak: z.int(),
  dueSoonMinutes: z.int(),
  indicators: z.array(z.string()).nullable(),
});

const provinceAnswer = settingsAnswer
  .omit({ reportingDays: true, deadline: true, indicators: true, validFrom: true })
  .partial()
  .extend({ province: z.string(), validFrom: dayAnswer });

export const programmeAnswer = z.object({
  code: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  provinces: z.array(z.string()),
  startsOn: dayAnswer.nullable(),
  endsOn: dayAnswer.nullable(),
  finalThrough: dayAnswer.nullable().meta({ description: 'Days up to this one are final' }),
  period: z.enum(PERIODS),
  closesOn: z
    .array(z.string())
    .meta({ description: 'Days of the year `MM-DD` that periods are reported of' }),
  settings: settingsAnswer.meta({ description: 'Those of today' }),
  next: z.array(settingsAnswer).meta({ description: 'Settings that begin later' }),
  inProvinces: z
    .array(provinceAnswer)
    .meta({ description: 'What provinces have otherwise, from each day on' }),
});

export const programmeListAnswer = listAnswer(programmeAnswer);

export function presentProgramme(
  programme: Programme,
  settings: ProgrammeSettings,
): z.infer<typeof programmeAnswer> {
  const { code, nameVi, nameEn, provinces, startsOn, endsOn, finalThrough, period, closesOn } = programme;
  const next = programme.settings.filter((one) => one.validFrom > settings.validFrom && one !== settings);
  return {
    code,
    nameVi,
    nameEn,
    provinces,
    startsOn,
    endsOn,
    finalThrough,
    period,
    closesOn,
    settings: presentSettings(settings),
    next: next.map(presentSettings),
    inProvinces: programme.provinceSettings.map(presentOwn),
  };
}

function presentSettings(settings: ProgrammeSettings): z.infer<typeof settingsAnswer> {
  const { validFrom, cutoff, lockDays, reportingDays, freshness, deadline } = settings;
  const { amberThreshold: amber, missingStreak, dueSoonMinutes, indicators } = settings;
  return {
    validFrom,
    cutoff,
    lockDays,
    reportingDays,
    freshness,
    amber,
    deadline,
    missingStreak,
    dueSoonMinutes,
    indicators,
  };
}

/** What is as the programme has it is left out. */
function presentOwn({
  amberThreshold: amber,
  province,
  validFrom,
  ...own
}: ProvinceSettings): z.infer<typeof provinceAnswer> {
  const { cutoff, lockDays, freshness, missingStreak, dueSoonMinutes } = own;
  const named = Object.entries({ cutoff, lockDays, freshness, amber, missingStreak, dueSoonMinutes });
  return { province, validFrom, ...Object.fromEntries(named.filter(([, value]) => value !== null)) };
}
