import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { dayAnswer, instantAnswer, moreErrors, nextCursor } from '../http/answers.ts';
import { codeAsked, cursor, limit, localityAsked, provinceAsked } from '../http/query.ts';
import { composed } from '../lib/composed.ts';
import { sheetNotesAnswer } from '../sheets/found.ts';
import { FREQUENCIES } from './deadline-rules.ts';
import { LONGEST, MOST_NAMED } from './sheet-rules.ts';
import { TASK_STATES } from './state-rules.ts';

/** Shapes of plans and tasks over HTTP. */

const noControls = (text: string) => !/[^\P{Cc}\t\n\r]/u.test(text);
const said = (most: number) =>
  z
    .string()
    // As it comes it may be in decomposed form, which is longer.
    .max(most * 3)
    .refine((text) => text.isWellFormed(), 'is not well-formed Unicode')
    .refine(noControls, 'holds control characters')
    .transform((text) => composed(text).trim())
    .pipe(z.string().min(1).max(most));

export const planParams = z.object({ code: codeAsked.meta({ example: 'hp-9395-vp-vx' }) });
export const taskParams = z.object({ id: z.string().meta({ pattern: '^\\d+$', example: '1' }) });
export const fileParams = z.object({ id: taskParams.shape.id, file: taskParams.shape.id });

export const areaOfPlan = z
  .string()
  .max(2)
  .meta({ description: 'Province code, or `*` for the nation', pattern: '^(\\d{2}|\\*)$', example: '31' });

const planFields = {
  title: said(2_000),
  standing: said(100).meta({
    description: 'Code of the agency that looks after it and confirms',
    example: 'so-khcn',
  }),
  number: said(100).nullish().meta({ description: 'Of the paper; a draft has none', example: '9395/VP-VX' }),
  day: daySchema.nullish().meta({ description: 'Of the paper' }),
  kind: said(40).optional().meta({ description: 'As the paper calls itself', example: 'ke_hoach' }),
};
export const newPlan = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,59}$/)
    .meta({ example: 'hp-9395-vp-vx' }),
  province: areaOfPlan,
  ...planFields,
  dayNamedCounts: z
    .boolean()
    .optional()
    .meta({ description: 'Whether “trước ngày 30/9” is met on the 30th; by default the day itself is late' }),
});
export const planChange = z.strictObject({
  title: planFields.title.optional(),
  standing: planFields.standing.optional(),
  number: planFields.number,
  day: planFields.day,
  kind: planFields.kind,
});

const several = z
  .array(said(LONGEST.name).refine((text) => !/[;\n\r]/.test(text), 'holds “;”'))
  .max(MOST_NAMED);
const words = said(LONGEST.words);
const taskFields = {
  content: said(LONGEST.content).optional(),
  coordinators: several.optional(),
  followers: several.optional(),
  products: several.optional(),
};
export const newTask = z.strictObject({
  no: said(LONGEST.no).optional(),
  parent: said(LONGEST.no).optional().meta({ description: 'Number of the task that it is a part of' }),
  title: said(LONGEST.title),
  leads: several.optional(),
  deadline: words
    .optional()
    .meta({ description: 'In words; what cannot be read is given its day afterwards' }),
  ...taskFields,
});
export const taskChange = z.strictObject({
  title: said(LONGEST.title).optional(),
  parent: said(LONGEST.no).optional(),
  leads: several.optional(),
  ...taskFields,
  measure: z
    .enum(['daily_records'])
    .nullable()
    .optional()
    .meta({ description: 'From what a task that each locality does for itself is measured' }),
});

export const taskQuery = z.strictObject({
  plan: codeAsked.optional(),
  province: provinceAsked.optional(),
  agency: codeAsked.optional().meta({
    description: 'Code of an agency or a locality that a task names, in any role',
    example: 'so-khcn',
  }),
  role: z
    .enum(['lead', 'coordinator', 'follower'])
    .optional()
    .meta({ description: 'In which role it is named' }),
  locality: localityAsked.optional().meta({
    description: 'Tasks that name this locality; of those that each does for itself its own state',
  }),
  state: z.enum(TASK_STATES).optional(),
  dueBefore: daySchema.optional().meta({ description: 'Last day on time before this day' }),
  on: daySchema
    .optional()
    .meta({ description: 'As it was known at the end of this day; today when left out' }),
  limit,
  cursor,
});

const LONGEST_TEXT = 5_000;
const localityGiven = localityAsked.optional().meta({
  description: 'Of a task that each locality does for itself: which; an officer’s own when left out',
});
export const progressBody = z.strictObject({ text: said(LONGEST_TEXT), locality: localityGiven });

const product = z
  .strictObject({
    name: said(LONGEST.name),
    paper: said(LONGEST.name).optional().meta({ description: 'Number of a paper', example: '12/BC-SKHCN' }),
    link: z
      .string()
      .max(2_000)
      .refine(
        (text) => /^https?:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text),
        'is no address of http or https',
      )
      .optional(),
    file: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Number of a file that was sent to the task before' }),
  })
  .refine(
    ({ paper, link, file }) => [paper, link, file].filter((one) => one !== undefined).length === 1,
    'takes one of paper, link and file',
  );
export const claimBody = z.strictObject({
  on: daySchema.optional().meta({ description: 'The day on which it was done; today when left out' }),
  products: z
    .array(product)
    .max(MOST_NAMED)
    .default([])
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'names a product twice'),
  locality: localityGiven,
});
export const decisionBody = z.strictObject({
  accept: z.boolean(),
  reason: said(LONGEST_TEXT).optional().meta({ description: 'Needed to send a claim back' }),
  locality: localityGiven,
});
export const deadlineBody = z.strictObject({
  asWritten: words.optional(),
  lastDay: daySchema.optional().meta({ description: 'The last day on time, where the words do not say it' }),
  reason: said(LONGEST_TEXT),
  basis: said(LONGEST.name).optional().meta({ description: 'The paper by which it is moved' }),
});
export const reasonBody = z.strictObject({ reason: said(LONGEST_TEXT) });

export const totalsAnswer = z
  .object({
    total: z.int().meta({ description: 'The five beside it together' }),
    doneOnTime: z.int(),
    doneLate: z.int(),
    inTime: z.int(),
    overdue: z.int(),
    ongoing: z.int().meta({ description: 'What comes again' }),
    claimed: z.int().meta({
      description:
        'Of those in time (claimed in time) or overdue (claimed late): what waits for its confirmation',
    }),
    cancelled: z.int().meta({ description: 'Not of the total' }),
  })
  .meta({ id: 'TaskTotals' });

const recurringAnswer = z
  .object({
    freq: z.enum(FREQUENCIES),
    dates: z
      .array(z.string())
      .optional()
      .meta({ description: 'Last days on time: `MM-DD`, or `DD` of each month' }),
    until: dayAnswer.optional(),
  })
  .nullable();
const said2 = { asWritten: z.string(), lastDay: dayAnswer.nullable() };
const periodsAnswer = z
  .object({ total: z.int(), onTime: z.int() })
  .nullable()
  .meta({ description: 'Of what comes again: periods that have ended, and those done on time' });

const standingFields = {
  state: z.enum(TASK_STATES),
  claimedOn: dayAnswer.nullable().meta({ description: 'The day on which it was done, as it is claimed' }),
  confirmedOn: dayAnswer.nullable(),
  daysLate: z.int().nullable(),
  daysLateOriginal: z.int().nullable().meta({ description: 'Against the first deadline' }),
  periods: periodsAnswer,
};

export const taskItem = z
  .object({
    id: z.int(),
    plan: z.string(),
    no: z.string(),
    parent: z.string().nullable().meta({ description: 'Number of the task that it is a part of' }),
    title: z.string(),
    content: z.string().nullable(),
    leads: z.array(z.string()),
    leadsFromChildren: z
      .array(z.string())
      .meta({ description: 'Of a task that names nobody: those of its parts' }),
    coordinators: z.array(z.string()),
    followers: z.array(z.string()),
    deadline: z.object({
      ...said2,
      original: z.object(said2),
      changes: z.array(
        z.object({
          ...said2,
          reason: z.string(),
          basis: z.string().nullable(),
          at: instantAnswer,
          by: z.string(),
        }),
      ),
    }),
    ...standingFields,
    products: z.array(
      z.object({
        name: z.string(),
        provided: z.boolean(),
        paper: z.string().optional(),
        link: z.string().optional(),
        file: z.int().optional(),
        by: z.string().optional(),
        on: dayAnswer.optional(),
      }),
    ),
    recurring: recurringAnswer,
    perUnit: z.boolean().meta({ description: 'Each locality does it for itself' }),
    measure: z.enum(['daily_records']).nullable(),
    units: totalsAnswer.nullable().meta({ description: 'Localities of such a task, by their state' }),
    cancelled: z.object({ reason: z.string(), at: instantAnswer, by: z.string() }).nullable(),
  })
  .meta({ id: 'Task' });

const namesAnswer = z
  .record(z.string(), z.string())
  .meta({ description: 'Agencies and localities that are named, by their code' });
export const taskListAnswer = z.object({
  items: z.array(taskItem),
  totals: totalsAnswer.meta({ description: 'Of all that the filter meets, not of the page alone' }),
  names: namesAnswer,
  nextCursor,
});

const unitItem = z.object({ locality: z.string(), name: z.string(), ...standingFields });
export const unitListAnswer = z.object({
  items: z.array(unitItem),
  totals: totalsAnswer,
  nextCursor,
});
export const unitQuery = z.strictObject({
  state: z.enum(TASK_STATES).optional(),
  on: daySchema.optional(),
  limit,
  cursor,
});

export const taskAnswer = taskItem
  .extend({
    names: namesAnswer,
    notes: z.array(
      z.object({ locality: z.string().nullable(), text: z.string(), at: instantAnswer, by: z.string() }),
    ),
    claims: z.array(
      z.object({
        locality: z.string().nullable(),
        on: dayAnswer,
        at: instantAnswer,
        by: z.string(),
        accepted: z.boolean().nullable().meta({ description: 'Null while it waits' }),
        reason: z.string().nullable(),
        decidedAt: instantAnswer.nullable(),
        decidedBy: z.string().nullable(),
      }),
    ),
    files: z.array(
      z.object({
        id: z.int(),
        locality: z.string().nullable(),
        name: z.string(),
        type: z.string(),
        size: z.int(),
        sha256: z.string(),
        at: instantAnswer,
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'TaskStory' });

const planHead = {
  code: z.string(),
  title: z.string(),
  kind: z.string(),
  province: z.string(),
  standing: z.string(),
  number: z.string().nullable(),
  day: dayAnswer.nullable(),
  state: z
    .enum(['draft', 'issued'])
    .meta({ description: 'A draft has neither number nor day; nobody hears of its tasks' }),
  version: z.int(),
  dayNamedCounts: z.boolean(),
  totals: totalsAnswer,
};
export const planListAnswer = z.object({
  items: z.array(z.object(planHead).meta({ id: 'PlanItem' })),
  nextCursor,
});
export const planQuery = z.strictObject({ province: provinceAsked.optional(), limit, cursor });
export const planAnswer = z
  .object({
    ...planHead,
    duties: z.array(
      z.object({
        who: z.string(),
        kind: z.string(),
        text: z.string(),
        to: z.string().nullable(),
        schedule: z
          .string()
          .nullable()
          .meta({ description: 'As it is written, where a day or a period is named' }),
      }),
    ),
    tasks: z.array(taskItem),
    names: namesAnswer,
    versions: z.array(
      z.object({
        version: z.int(),
        at: instantAnswer,
        by: z.string(),
        reason: z.string().nullable(),
        basis: z.string().nullable(),
        changes: z.array(
          z.object({
            no: z.string(),
            what: z.enum(['added', 'changed', 'deadline', 'plan']),
            field: z.string().optional(),
            before: z.unknown().optional(),
            after: z.unknown().optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Plan' });

export const planComparison = z.object({
  from: z.object({ day: dayAnswer, totals: totalsAnswer }),
  to: z.object({ day: dayAnswer, totals: totalsAnswer }),
  changes: z.array(
    z.object({
      id: z.int(),
      no: z.string(),
      title: z.string(),
      what: z.array(
        z.enum(['now_met', 'no_longer_met', 'fell_overdue', 'moved', 'added', 'cancelled', 'state']),
      ),
      from: z.enum(TASK_STATES).nullable(),
      to: z.enum(TASK_STATES),
      moved: z
        .array(
          z.object({
            ...said2,
            before: z.object(said2),
            reason: z.string(),
            basis: z.string().nullable(),
            at: instantAnswer,
            by: z.string(),
          }),
        )
        .meta({ description: 'By how its deadline was moved in between, and why' }),
    }),
  ),
});

export const taskImportAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  rejected: z.int(),
  version: z.int(),
  moreErrors,
  ...sheetNotesAnswer,
  results: z.array(
    z.object({
      sheet: z.string().optional(),
      row: z.int().meta({ description: 'As the sheet counts, from 1' }),
      no: z.string(),
      outcome: z.enum(['accepted', 'unchanged', 'skipped', 'rejected']),
      does: z.enum(['added', 'changed']).optional(),
      deadline: z.object({ ...said2, recurring: recurringAnswer }).optional(),
      needsDay: z
        .literal(true)
        .optional()
        .meta({ description: 'No day can be read from the words: give it by hand' }),
      errors: z
        .array(z.object({ column: z.string(), code: z.string(), message: z.string(), messageVi: z.string() }))
        .optional(),
      moreErrors,
    }),
  ),
});
