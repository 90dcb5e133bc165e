import { z } from 'zod';
import { daySchema } from '../day-schema.ts';
import { dayAnswer, instantAnswer, localityAnswer } from '../http/answers.ts';
import { codeAsked, localityAsked, provinceAsked } from '../http/query.ts';
import { LARGEST_PRICE, LARGEST_QUANTITY } from './money-rules.ts';
import { FUNDING_STATES } from './need-rules.ts';
import { NORM_ITEMS } from './norms.ts';
import { PROGRESS, PROPOSAL_STATES, WAITS_FOR } from './proposal-rules.ts';
import { LEFT_OUT } from './put-together.ts';

/** Shapes of money over HTTP. Amounts are whole đồng. */

/** A line of text that people write: well-formed, without controls. */
export const written = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text), 'holds control characters');

const dong = z.int().min(1).max(LARGEST_PRICE).meta({ description: 'đồng, whole', example: 18_000_000 });
const quantity = z.int().min(1).max(LARGEST_QUANTITY).meta({ description: 'Units' });
const item = codeAsked.min(1).meta({ description: 'Code of an indicator', example: 'equipment.computer' });

export const newPrice = z.strictObject({
  item,
  unitPrice: dong,
  ceiling: dong.nullable().meta({ description: 'The most that it may cost; null where there is no ceiling' }),
  basis: z
    .string()
    .max(1_000)
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text), 'holds control characters')
    .default('')
    .meta({ description: 'On what the price rests; asked where there is no ceiling' }),
  province: provinceAsked,
  validFrom: daySchema,
  validTo: daySchema
    .nullable()
    .default(null)
    .meta({ description: 'Last day; without one it holds until a later price begins' }),
});

/** Of a proposal or an allocation. */
export const MOST_LINES = 5_000;
export const wantedLine = z.strictObject({ locality: localityAsked, item, quantity: quantity.optional() });
export const needsWanted = z
  .strictObject({
    province: provinceAsked.optional(),
    indicator: codeAsked.optional(),
    indicators: z.array(codeAsked).min(1).max(200).optional(),
    group: codeAsked.optional(),
    agency: z.string().max(200).optional(),
    locality: localityAsked.optional(),
    localities: z.array(localityAsked).min(1).max(5_000).optional(),
    day: daySchema.optional().meta({ description: 'Needs and prices of this day; today when left out' }),
    lines: z
      .array(wantedLine)
      .min(1)
      .max(MOST_LINES)
      .optional()
      .meta({ description: 'Chosen needs; without a quantity all that is open of them' }),
  })
  .meta({ description: 'A filter, or chosen lines; an empty one is all needs of the province' });

const title = written(300);
export const newProposal = z.strictObject({
  title,
  province: provinceAsked,
  programme: codeAsked.optional(),
  needs: needsWanted,
  deadline: daySchema.nullable().optional().meta({ description: 'By when all of it is to be delivered' }),
});
export const editedProposal = z.strictObject({
  title: title.optional(),
  needs: needsWanted.optional(),
  deadline: daySchema.nullable().optional(),
});

const paper = written(300).meta({ description: 'Number and day of the paper' });
export const approvalBody = z.strictObject({ paper });
export const returnBody = z.strictObject({ reason: written(2_000) });
export const askedLine = z.strictObject({ locality: localityAsked, item, quantity });
export const newAllocation = z.strictObject({
  lines: z.array(askedLine).min(1).max(MOST_LINES),
  source: written(200).meta({ example: 'Chi thường xuyên' }),
  paper: paper.nullable().optional(),
  day: daySchema.optional().meta({ description: 'Today when left out' }),
});
export const newDelivery = z.strictObject({
  ...askedLine.shape,
  day: daySchema,
  minutes: written(300).nullable().optional().meta({ description: 'Number of the minutes' }),
});
export const newAcceptance = z.strictObject({
  ...askedLine.shape,
  day: daySchema,
  paper: paper.nullable().optional(),
});
export const newDisbursement = z.strictObject({
  source: written(200),
  amount: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  day: daySchema,
  paper: paper.nullable().optional(),
});

const posts = z.int().min(0).max(100_000);
const counts = z.partialRecord(z.enum(NORM_ITEMS), z.int().min(0).max(LARGEST_QUANTITY));
export const officeBody = z.strictObject({
  posts: posts.meta({ description: 'Biên chế', example: 31 }),
  specialists: posts.meta({ description: 'Specialists among them', example: 28 }),
  have: counts.meta({ description: 'What there is, by item; what is not named is not asked of' }),
  underC: counts.optional().meta({ description: 'Equipped under section C: not equipped under A or B' }),
  day: daySchema.optional().meta({ description: 'By the norms of this day; today when left out' }),
});

const amount = z.int().nullable().meta({ description: 'đồng; null where it is not known' });
const units = z.number().nullable().meta({ description: 'Units; null where that is not known' });

export const priceAnswer = z
  .object({
    id: z.int(),
    item: z.string(),
    unitPrice: z.int(),
    ceiling: z.int().nullable(),
    basis: z.string(),
    province: z.string(),
    validFrom: dayAnswer,
    validTo: dayAnswer
      .nullable()
      .meta({ description: 'Its last day: as given, else the day before the next one begins' }),
    createdAt: instantAnswer,
    createdBy: z.string(),
  })
  .meta({ id: 'Price' });

const sums = {
  needs: z.int().meta({ description: 'How many needs' }),
  missing: units,
  amount,
  open: units,
  openAmount: amount,
  allocated: z.number(),
  allocatedAmount: amount,
  delivered: z.number(),
  deliveredAmount: amount,
  shown: z.number(),
  unknown: z.int().meta({ description: 'Needs whose amount is not known; they are in no amount' }),
  notShown: z.int().meta({ description: 'Needs of which less is recorded than was delivered' }),
};
const sumsByCode = z.array(z.object({ code: z.string(), ...sums }));

export const needAnswer = z
  .object({
    locality: localityAnswer,
    indicator: z.string(),
    group: z.string(),
    agency: z.string(),
    state: z.enum(['unmet', 'unknown']),
    since: dayAnswer,
    recorded: units.meta({ description: 'Units that the gap lacks by its record' }),
    missing: units.meta({
      description: 'Units still needed: those less what was delivered and no record shows yet',
    }),
    unitPrice: z.int().nullable(),
    ceiling: z.int().nullable(),
    basis: z.string().nullable(),
    amount: amount.meta({ description: '`missing` × `unitPrice`; null where either is not known' }),
    allocated: z.number().meta({ description: 'Units' }),
    allocatedAmount: z.int(),
    delivered: z.number().meta({ description: 'Units' }),
    deliveredAmount: z.int(),
    accepted: z.number(),
    shown: z.number().meta({ description: 'Of what was delivered, what records have shown since' }),
    open: units.meta({ description: 'Units needed for which no money is granted' }),
    openAmount: amount,
    funding: z.enum(FUNDING_STATES),
    flag: z
      .object({
        delivered: z.number(),
        recorded: z.number(),
        message: z.string(),
        messageVi: z.string().meta({ example: 'Đã cấp 3, ghi nhận tăng 2.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Need' });

export const needsAnswer = z.object({
  day: dayAnswer,
  programme: z.string(),
  items: z.array(needAnswer),
  totals: z.object({
    ...sums,
    byLocality: sumsByCode,
    byCondition: sumsByCode,
    byItem: sumsByCode,
    byAgency: sumsByCode,
  }),
  nextCursor: z.string().nullable(),
});

const portion = z.object({ quantity: z.int(), amount: amount });
export const proposalFields = {
  id: z.int(),
  title: z.string(),
  province: z.string(),
  programme: z.string(),
  day: dayAnswer.meta({ description: 'The day whose needs and prices they are' }),
  deadline: dayAnswer.nullable(),
  state: z.enum(PROPOSAL_STATES),
  progress: z.enum(PROGRESS).nullable().meta({ description: 'Of an approved one, worked out of its lines' }),
  waitsFor: z.enum(WAITS_FOR).nullable(),
  total: z.int().meta({ description: 'đồng' }),
  totalInWords: z.string().meta({ example: 'Ba trăm mười sáu triệu đồng' }),
  quantity: z.int(),
  localities: z.int().meta({ description: 'How many' }),
  allocated: portion,
  delivered: portion,
  accepted: portion,
  disbursed: z.int().nullable(),
  createdAt: instantAnswer,
  createdBy: z.string(),
  submittedAt: instantAnswer.nullable(),
  submittedBy: z.string().nullable(),
  approvedAt: instantAnswer.nullable(),
  approvedBy: z.string().nullable(),
  paper: z.string().nullable().meta({ description: 'By which it was approved' }),
  returned: z
    .object({ reason: z.string(), at: instantAnswer, by: z.string() })
    .nullable()
    .meta({ description: 'Why it was sent back, while it is a draft again' }),
};
export const proposalItem = z.object(proposalFields).meta({ id: 'ProposalItem' });

const byWhom = { by: z.string(), at: instantAnswer };
export const proposalAnswer = z
  .object({
    ...proposalFields,
    needs: z.record(z.string(), z.unknown()).meta({ description: 'As it was asked for' }),
    lines: z.array(
      z.object({
        locality: localityAnswer,
        item: z.string(),
        quantity: z.int(),
        unitPrice: z.int(),
        basis: z.string(),
        amount: z.int().nullable(),
        allocated: z.int(),
        delivered: z.int(),
        accepted: z.int(),
        receivers: z
          .array(z.string())
          .nullable()
          .meta({ description: 'Of a locality that has ended: who receives in its place' }),
      }),
    ),
    allocations: z.array(
      z.object({
        id: z.int(),
        source: z.string(),
        paper: z.string().nullable(),
        day: dayAnswer,
        amount: z.int().nullable(),
        lines: z.array(
          z.object({ locality: z.string(), item: z.string(), quantity: z.int(), amount: z.int().nullable() }),
        ),
        ...byWhom,
      }),
    ),
    deliveries: z.array(
      z.object({
        id: z.int(),
        locality: z.string().meta({ description: 'Who received it' }),
        of: z.string().meta({ description: 'The locality of its line' }),
        item: z.string(),
        quantity: z.int(),
        day: dayAnswer,
        minutes: z.string().nullable(),
        file: z.object({ name: z.string(), type: z.string(), size: z.int() }).nullable(),
        ...byWhom,
      }),
    ),
    acceptances: z.array(
      z.object({
        id: z.int(),
        locality: z.string(),
        item: z.string(),
        quantity: z.int(),
        day: dayAnswer,
        paper: z.string().nullable(),
        ...byWhom,
      }),
    ),
    disbursements: z.array(
      z.object({
        id: z.int(),
        source: z.string(),
        amount: z.int(),
        day: dayAnswer,
        paper: z.string().nullable(),
        ...byWhom,
      }),
    ),
    leftOut: z
      .array(z.object({ locality: z.string(), item: z.string(), reason: z.enum(LEFT_OUT) }))
      .optional()
      .meta({ description: 'When lines are put together: needs of the filter that are no line, and why' }),
  })
  .meta({ id: 'Proposal' });

export const requirementAnswer = z.object({
  basis: z.string(),
  day: dayAnswer,
  lines: z.array(
    z.object({
      section: z.enum(['A', 'B']),
      item: z.enum(NORM_ITEMS),
      per: z.int(),
      of: z.enum(['posts', 'specialists']),
      required: z.int(),
      have: z.int(),
      underC: z.int(),
      missing: z.int(),
      ceiling: z.int(),
      amount,
    }),
  ),
  total: amount,
  totalInWords: z.string().nullable(),
});
