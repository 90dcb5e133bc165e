import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { locality } from './registry.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** An official certificate of a locality. The file that it came in is never kept. */
export const certificate = pgTable(
  'certificate',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    kind: text('kind', { enum: ['personal', 'organisation', 'device'] }).notNull(),
    /** Position of a person, or what the unit calls its seal or device. */
    holder: text('holder'),
    issuer: text('issuer').notNull(),
    /** The issuer as it is compared, however it is written. */
    issuerKey: text('issuer_key').notNull(),
    /** What an organisation or a device is called in the certificate; null of a person, whose name it would be. */
    subject: text('subject'),
    /** Hexadecimal, upper case, without leading zeros. */
    serial: text('serial').notNull(),
    validFrom: date('valid_from').notNull(),
    /** The last local day on which it is valid. */
    validTo: date('valid_to').notNull(),
    /** What its key may be used for; null where no file said so. */
    keyUsage: text('key_usage').array(),
    selfSigned: boolean('self_signed').notNull().default(false),
    source: text('source', { enum: ['hand', 'sheet', 'file'] }).notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: instant('added_at').notNull(),
    withdrawnOn: date('withdrawn_on'),
    /** `mistake`: it should never have been here, and is neither shown nor counted. */
    withdrawnFor: text('withdrawn_for', { enum: ['revoked', 'replaced', 'mistake'] }),
    withdrawnBy: text('withdrawn_by'),
    /** Grows with each change of the row. */
    revision: integer('revision').notNull().default(1),
  },
  (t) => [
    uniqueIndex('certificate_is_there_once').on(t.locality, t.issuerKey, t.serial),
    index('certificate_expiry').on(t.validTo, t.id),
  ],
);
