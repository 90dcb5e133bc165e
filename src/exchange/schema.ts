import { z } from 'zod';
import { CODE_KINDS } from './types.ts';

/** Of the address; `v1` as all else here. */
export const versionParams = z.object({ version: z.string().regex(/^(v1|\d{2})$/) });

/** What a DHIS2 client may send along; what is not known is passed over, as a DHIS2 does. */

const text = z.string().max(1_000);
const yes = z
  .stringbool({ truthy: ['true'], falsy: ['false'] })
  .optional()
  .meta({ type: 'boolean' });
/** A parameter that may come several times. */
const several = z.union([text, z.array(text).max(5_000)]).optional();

export const importQuery = z.object({
  idScheme: text.optional().meta({ description: 'UID (default) or CODE' }),
  dataElementIdScheme: text.optional(),
  orgUnitIdScheme: text.optional(),
  dataSetIdScheme: text.optional(),
  dryRun: yes,
  importStrategy: text
    .optional()
    .meta({ description: 'CREATE, UPDATE, CREATE_AND_UPDATE (default) or DELETE' }),
  async: yes.meta({ description: 'Only false: the answer is the summary' }),
  strictDataElements: yes,
});

export const exportQuery = z.looseObject({
  dataSet: several,
  dataElement: several,
  period: several.meta({ description: 'Days as YYYYMMDD' }),
  startDate: text.optional(),
  endDate: text.optional(),
  orgUnit: several,
  children: yes.meta({ description: 'true: all units below, too' }),
  lastUpdated: text.optional(),
  idScheme: text.optional(),
  dataElementIdScheme: text.optional(),
  orgUnitIdScheme: text.optional(),
  dataSetIdScheme: text.optional(),
});

const name = z.string().max(230);
const dataValueIn = z.object({
  dataElement: name,
  period: name.optional(),
  orgUnit: name.optional(),
  categoryOptionCombo: name.optional(),
  attributeOptionCombo: name.optional(),
  value: z.union([name, z.number().max(999_999_999), z.boolean(), z.null()]).optional(),
  comment: z.string().max(2_000).nullish(),
  deleted: z.boolean().optional(),
});

/** For the reference; values are read one by one. */
export const dataValueSet = z.object({
  dataSet: name.optional(),
  completeDate: name.optional(),
  period: name.optional().meta({ example: '20251015' }),
  orgUnit: name.optional().meta({ example: '11737' }),
  attributeOptionCombo: name.optional(),
  dataValues: z.array(dataValueIn),
});

const dataValue = z.object({
  dataElement: z.string(),
  period: z.string(),
  orgUnit: z.string(),
  categoryOptionCombo: z.string(),
  attributeOptionCombo: z.string(),
  value: z.string(),
  storedBy: z.string(),
  created: z.string(),
  lastUpdated: z.string(),
  comment: z.string().optional(),
  followup: z.boolean(),
});

export const dataValueSetAnswer = z
  .object({
    dataSet: z.string().optional(),
    completeDate: z.string().optional(),
    period: z.string().optional(),
    orgUnit: z.string().optional(),
    dataValues: z.array(dataValue),
  })
  .meta({ id: 'Dhis2DataValueSet' });

export const codeAnswer = z
  .object({
    kind: z.enum(CODE_KINDS),
    ours: z.string().meta({
      description: 'Code of a value (`certificate.personal.have`), a locality or province, or a programme',
    }),
    uid: z.string().nullable(),
    code: z.string().nullable(),
    updatedAt: z.string().meta({ format: 'date-time' }),
    updatedBy: z.string(),
  })
  .meta({ id: 'ExchangeCode' });

export const codesBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        kind: z.enum(CODE_KINDS),
        ours: z.string().max(200),
        uid: name.nullish(),
        code: name.nullish(),
      }),
    )
    .min(1)
    .max(5_000),
});
