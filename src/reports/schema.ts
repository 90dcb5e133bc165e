import { z } from 'zod';
import { summaryAnswer } from '../collect/schema.ts';
import { daySchema } from '../day-schema.ts';
import { FUNDING_STATES } from '../funding/need-rules.ts';
import { colourAnswer, dayAnswer, instantAnswer, localityAnswer, reportingAnswer } from '../http/answers.ts';
import { codeAsked } from '../http/query.ts';
import { COMPARATORS, TARGET_STATES } from '../targets/types.ts';
import { REPORT_KINDS, REPORT_STATES, SECTIONS } from './types.ts';

/** Shapes of reports over HTTP. */

/** Characters of a section; the narrative of a half-year is a few pages. */
export const LONGEST_SECTION = 20_000;
export const LONGEST_REASON = 2_000;

export const areaOfReport = z
  .string()
  .max(2)
  .meta({ description: 'Province code, or `*` for the nation', pattern: '^(\\d{2}|\\*)$', example: '31' });

export const newReport = z.strictObject({
  kind: z.enum(REPORT_KINDS),
  province: areaOfReport,
  programme: codeAsked.optional(),
  day: daySchema.optional().meta({ description: 'Of a daily report; today when left out' }),
  period: z
    .string()
    .max(20)
    .optional()
    .meta({ description: 'Of a monthly report `2026-11`, of a half-yearly one `2026-H2`' }),
  deadline: daySchema.optional().meta({ description: 'Of a report that is due by a day: that day' }),
});

/** Text of people: as long as it may be, well-formed, no controls but tab and newline. */
const writtenText = z
  .string()
  .max(LONGEST_SECTION)
  .refine((text) => text.isWellFormed(), 'is not well-formed Unicode')
  .refine((text) => !/[^\P{Cc}\t\n\r]/u.test(text), 'holds control characters');

export const narrativeBody = z
  .strictObject(Object.fromEntries(SECTIONS.map((code) => [code, writtenText.optional()])))
  .meta({ description: 'Text by section; what is left out stays' });

export const editBody = z.strictObject({ narrative: narrativeBody, revision: z.int().min(1) });
export const reasonBody = z.strictObject({ reason: z.string().trim().min(1).max(LONGEST_REASON) });

const stateAnswer = z.enum(REPORT_STATES);
const gapStateAnswer = z.enum(['unmet', 'unknown']);

const headFields = {
  id: z.int(),
  kind: z.enum(REPORT_KINDS),
  province: z.string(),
  programme: z.string(),
  period: z.object({ from: dayAnswer, to: dayAnswer }),
  deadline: dayAnswer.nullable(),
  version: z.int(),
  revision: z.int(),
  state: stateAnswer,
  title: z.string(),
  createdAt: instantAnswer,
  createdBy: z.string(),
  submittedAt: instantAnswer.nullable(),
  submittedBy: z.string().nullable(),
  approvedAt: instantAnswer.nullable(),
  approvedBy: z.string().nullable(),
  returned: z
    .object({ reason: z.string(), at: instantAnswer, by: z.string() })
    .nullable()
    .meta({ description: 'Why it was sent back, while it is a draft again' }),
  sha256: z.string().optional().meta({ description: 'Of the DOCX of an approved report' }),
};
export const reportItem = z.object(headFields).meta({ id: 'ReportItem' });

const value = z.union([z.number(), z.string()]).nullable();
const difference = z.object({
  figure: z.string(),
  nameVi: z.string().meta({ description: 'What the figure is called in a paper' }),
  before: value,
  after: value,
});
const differences = {
  localities: z.array(z.object({ locality: localityAnswer, figures: z.array(difference) })),
  figures: z.array(difference),
};
export const differencesAnswer = z.object(differences);

const figuresAnswer = z.object({
  kind: z.enum(REPORT_KINDS),
  asOf: instantAnswer,
  day: dayAnswer,
  period: z.object({ from: dayAnswer, to: dayAnswer }),
  deadline: dayAnswer.nullable(),
  registryVersion: z
    .int()
    .optional()
    .meta({ description: 'By which registry it was worked out, once it is submitted' }),
  programme: z.object({ code: z.string(), nameVi: z.string() }),
  settings: z.object({
    cutoff: z.string(),
    amberThreshold: z.number(),
    deadline: dayAnswer.nullable(),
  }),
  area: z.object({ code: z.string(), name: z.string() }),
  summary: summaryAnswer,
  before: z.object({ day: dayAnswer, summary: summaryAnswer }).nullable(),
  change: z.object({
    turned: z.array(z.string()),
    fell: z.array(z.string()),
    moved: z.array(z.string()),
  }),
  conditions: z.array(
    z.object({
      group: z.string(),
      nameVi: z.string(),
      counts: z.record(z.string(), z.int()),
      localities: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .meta({ description: 'Codes by state; reports of earlier versions have none' }),
    }),
  ),
  funding: z
    .object({
      gaps: z.record(z.enum(FUNDING_STATES), z.int()).meta({ description: 'Gaps, by how they are paid for' }),
      allocated: z.int().meta({ description: 'Units for which money was granted' }),
      delivered: z.int(),
      shown: z.int().meta({ description: 'Of what was delivered, what records have shown since' }),
    })
    .optional()
    .meta({ description: 'Absent where no money was granted' }),
  indicators: z.array(
    z.object({
      code: z.string(),
      group: z.string(),
      nameVi: z.string(),
      unit: z.string().nullable(),
      agency: z.string(),
      unmet: z.int(),
      unknown: z.int(),
      missing: z.number().nullable(),
      lacking: z.array(
        z.object({
          locality: z.string(),
          state: gapStateAnswer,
          have: z.number().nullable(),
          need: z.number().nullable(),
          missing: z.number().nullable(),
          since: dayAnswer,
          promise: z.object({ owner: z.string(), reason: z.string(), promisedOn: dayAnswer }).nullable(),
          funding: z
            .object({
              state: z.enum(FUNDING_STATES),
              allocated: z.int(),
              delivered: z.int(),
              shown: z.int(),
            })
            .optional()
            .meta({
              description: 'How far the money for it has come, in units; absent where none is granted',
            }),
        }),
      ),
    }),
  ),
  localities: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      type: z.string(),
      province: z.string(),
      colour: colourAnswer,
      percent: z.number().nullable(),
      reporting: reportingAnswer,
      missingStreak: z.int(),
      tile: z.object({ column: z.int(), row: z.int() }).nullable().optional(),
    }),
  ),
  alerts: z.object({ open: z.int(), acknowledged: z.int(), byKind: z.record(z.string(), z.int()) }),
  promises: z.object({ open: z.int(), dueToday: z.int(), passed: z.int() }),
  tasks: z
    .object({
      totals: z.object({
        total: z.int(),
        doneOnTime: z.int(),
        doneLate: z.int(),
        inTime: z.int(),
        overdue: z.int(),
        ongoing: z.int(),
        claimed: z.int(),
        cancelled: z.int(),
      }),
      overdue: z.array(
        z.object({
          plan: z.string(),
          no: z.string(),
          title: z.string(),
          leads: z.array(z.string()),
          lastDay: dayAnswer.nullable(),
          daysLate: z.int(),
        }),
      ),
    })
    .optional()
    .meta({
      description: 'Tasks of the plans of the area, at the end of the day; absent where there is none',
    }),
  targets: z
    .array(
      z.object({
        programme: z.string(),
        indicator: z.string(),
        nameVi: z.string(),
        unit: z.string().nullable(),
        comparator: z.enum(COMPARATORS).nullable(),
        target: z.number().nullable(),
        year: z.int().nullable(),
        asWritten: z.string(),
        counts: z.record(z.string(), z.int()),
        localities: z.array(
          z.object({
            locality: z.string().nullable(),
            state: z.enum(TARGET_STATES),
            difference: z.number().nullable(),
            period: z.string().nullable(),
            value: z.union([z.number(), z.boolean()]).nullable(),
          }),
        ),
      }),
    )
    .optional()
    .meta({ description: 'Targets at the end of the day, by how they stand; absent where there is none' }),
  corrects: z
    .object({ version: z.int(), asOf: instantAnswer, ...differences })
    .optional()
    .meta({ description: 'Of a later version: what is otherwise than in the one before' }),
  trend: z.array(z.object({ day: dayAnswer, green: z.int(), total: z.int() })),
  urged: z
    .array(
      z.object({
        id: z.int(),
        name: z.string(),
        day: dayAnswer,
        subject: z.string(),
        localities: z.int(),
        lacking: z.int(),
      }),
    )
    .optional()
    .meta({ description: 'Documents issued in the period, by the instant of the report' }),
});

export const reportAnswer = z
  .object({
    ...headFields,
    asOf: instantAnswer.nullable(),
    figures: figuresAnswer.nullable().meta({ description: 'Null where no day of the period has been yet' }),
    narrative: z.record(z.string(), z.string()),
    template: z
      .object({ id: z.int(), version: z.int() })
      .nullable()
      .meta({ description: 'Word template that it is rendered by; null for the built-in one' }),
    changedSince: differencesAnswer.nullable().meta({
      description:
        'Of an approved report: what would be otherwise by what is known now; null where nothing is',
    }),
  })
  .meta({ id: 'Report' });
