import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { dayAnswer, listAnswer } from '../http/answers.ts';
import type { Programme, ProgrammeSettings, ProvinceSettings } from '../registry/types.ts';

/** Only their shape: what they may be is said by the readers, all at once. */
const settingsBody = z.strictObject({
  cutoff: z.string().nullable().optional().meta({ example: '16:00' }),
  lockDays: z.number().nullable().optional(),
  reportingDays: z.string().optional().meta({ description: '`working` or `every`' }),
  freshness: z.number().nullable().optional(),
  amber: z.number().nullable().optional(),
  deadline: z.string().nullable().optional(),
  missingStreak: z.number().nullable().optional(),
  dueSoonMinutes: z.number().nullable().optional(),
  indicators: z
    .array(z.string())
    .min(1)
    .max(500)
    .nullable()
    .optional()
    .meta({ description: 'Codes asked; null for the whole catalogue' }),
});

export const newProgrammeBody = z.strictObject({
  code: z.string().meta({ example: 'hcmc-daily' }),
  nameVi: z.string(),
  nameEn: z.string().optional().meta({ description: 'As in Vietnamese when left out' }),
  provinces: z
    .array(z.string())
    .min(1)
    .max(100)
    .meta({ description: 'Codes, or `*` alone for the nation', example: ['79'] }),
  copyOf: z
    .string()
    .optional()
    .meta({ description: 'Programme whose settings and indicators it starts with' }),
  startsOn: z.string().meta({ format: 'date', example: '2026-01-05' }),
  endsOn: z.string().nullable().optional(),
  settings: settingsBody.optional(),
});

export const programmeChangeBody = newProgrammeBody
  .omit({ code: true, copyOf: true })
  .partial()
  .extend({
    from: daySchema.optional().meta({ description: 'First day of the settings; today when left out' }),
    province: z.string().optional().meta({
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
  const { code, nameVi, nameEn, provinces, startsOn, endsOn, finalThrough } = programme;
  const next = programme.settings.filter((one) => one.validFrom > settings.validFrom && one !== settings);
  return {
    code,
    nameVi,
    nameEn,
    provinces,
    startsOn,
    endsOn,
    finalThrough,
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
