import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { dayAnswer, instantAnswer, listAnswer, localityAnswer, moreErrors } from '../http/answers.ts';
import { CONTACT_ROLES } from '../registry/contacts.ts';
import { sheetNotesAnswer } from '../sheets/found.ts';
import { DONE } from './import.ts';
import { ACCOUNT_STATES } from './register.ts';

const roles = [...new Set([...ROLES, ...CONTACT_ROLES])] as [string, ...string[]];

export const peopleImportAnswer = z.object({
  accepted: z.int(),
  unchanged: z.int(),
  skipped: z.int().meta({ description: 'Rows with nothing but a place, as the template has them' }),
  rejected: z.int(),
  invited: z.int().meta({ description: 'To whom an invitation goes out' }),
  unreachable: z.int().meta({ description: 'Invited by no message: print a card for them' }),
  moreErrors,
  ...sheetNotesAnswer,
  results: z.array(
    z.object({
      sheet: z.string().optional().meta({ description: 'Where several sheets are read' }),
      row: z.int().meta({ description: 'As the sheet counts, from 1' }),
      outcome: z.enum(['accepted', 'unchanged', 'skipped', 'rejected']),
      does: z.array(z.enum(DONE)).optional().meta({ description: 'What an accepted row does' }),
      errors: z
        .array(z.object({ column: z.string(), code: z.string(), message: z.string(), messageVi: z.string() }))
        .optional(),
      moreErrors,
    }),
  ),
});

export const peopleAnswer = listAnswer(
  z.object({
    name: z.string(),
    position: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    role: z.enum(roles),
    area: z.string().meta({ description: 'Code of a locality or a province, or `*`' }),
    hears: z.boolean().meta({ description: 'Whether messages go to him' }),
    account: z
      .object({
        id: z.int(),
        login: z.string(),
        state: z.enum(ACCOUNT_STATES),
        invitedAt: instantAnswer.nullable(),
        lastSeenAt: instantAnswer.nullable(),
      })
      .nullable()
      .meta({ description: 'Null for who only hears' }),
    contact: z.int().nullable(),
  }),
);

export const invitationBody = z
  .strictObject({
    people: z
      .array(z.int().min(1).max(2_147_483_647))
      .min(1)
      .max(5_000)
      .optional()
      .meta({ description: 'Numbers of accounts; left out, everybody who has not come' }),
    province: z.string().meta({ pattern: '^\\d{2}$', example: '79' }).optional(),
  })
  .meta({ description: 'Who is asked; nobody twice a day, and nobody who has come' });

export const invitationAnswer = z.object({
  invited: z.int(),
  already: z.int().meta({ description: 'Asked today already' }),
  unreachable: z.array(
    z.object({
      person: z.int(),
      name: z.string(),
      area: z.string(),
      code: z.string(),
      message: z.string(),
      messageVi: z.string(),
    }),
  ),
});

const steps = {
  people: z.int().meta({ description: 'With an account' }),
  invited: z.int(),
  opened: z.int().meta({ description: 'Have opened a link that they were sent' }),
  signedIn: z.int(),
};

export const rolloutAnswer = z.object({
  totals: z.object({
    ...steps,
    units: z.int(),
    withPeople: z.int().meta({ description: 'Units of which somebody has an account' }),
    reporting: z.int().meta({ description: 'Units that have sent a first record' }),
  }),
  items: z.array(
    z.object({
      locality: localityAnswer,
      ...steps,
      lastRecordOn: dayAnswer.nullable(),
    }),
  ),
});
