import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';

/** Who must report what, and by which rules. Everything that may change is dated. */

export const province = pgTable('province', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
});

export const locality = pgTable('locality', {
  code: text('code').primaryKey(),
  province: text('province')
    .notNull()
    .references(() => province.code),
  validFrom: date('valid_from').notNull(),
  /** Last day in force; null while it is. */
  validTo: date('valid_to'),
  /** Units that took over when it ended, or were made of a part of it: the one that counts most first. */
  successors: text('successors').array().notNull().default([]),
  lon: doublePrecision('lon'),
  lat: doublePrecision('lat'),
  /** Place on the province's tile map, where it has one. */
  tileColumn: smallint('tile_column'),
  tileRow: smallint('tile_row'),
});

/** Name and type of a locality from a day on, under one code. */
export const localityName = pgTable(
  'locality_name',
  {
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    validFrom: date('valid_from').notNull(),
    name: text('name').notNull(),
    type: text('type', { enum: ['xã', 'phường', 'đặc khu'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.locality, t.validFrom] })],
);

/** A group of indicators ("điều kiện"): the rows of the board's matrix. */
export const condition = pgTable('condition', {
  code: text('code').primaryKey(),
  nameVi: text('name_vi').notNull(),
  nameEn: text('name_en').notNull(),
  position: smallint('position').notNull(),
});

/** One version of an indicator; versions of a code never overlap. */
export const indicator = pgTable(
  'indicator',
  {
    code: text('code').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    condition: text('condition')
      .notNull()
      .references(() => condition.code),
    position: smallint('position').notNull(),
    kind: text('kind', { enum: ['boolean', 'ratio', 'number', 'date'] }).notNull(),
    nameVi: text('name_vi').notNull(),
    nameEn: text('name_en').notNull(),
    unit: text('unit'),
    agency: text('agency').notNull(),
    basis: text('basis').notNull(),
    /** Required ones decide the colour; the others are informative. */
    required: boolean('required').notNull(),
    threshold: doublePrecision('threshold'),
    direction: text('direction', { enum: ['atLeast', 'atMost'] }),
    /** Reporting days a value stands; null: the programme's own. */
    freshness: smallint('freshness'),
    /** Types of locality asked; empty: all. */
    appliesTo: text('applies_to').array().notNull(),
    allowsSurplus: boolean('allows_surplus').notNull().default(false),
    allowsZeroNeed: boolean('allows_zero_need').notNull().default(false),
    /** What one missing unit costs, in đồng, where money fills the gap. */
    unitCost: bigint('unit_cost', { mode: 'number' }),
    /** The question itself changed: what was answered before this version does not stand. */
    asksAnew: boolean('asks_anew').notNull().default(false),
    /** An indicator whose figure this one's cannot exceed (valid ≤ issued). */
    atMostOf: text('at_most_of'),
    /** By programmes of which period it is asked. */
    period: text('period', { enum: ['day', 'half_year', 'year'] })
      .notNull()
      .default('day'),
  },
  (t) => [primaryKey({ columns: [t.code, t.validFrom] })],
);

/** What a locality needs of an indicator from a day on; `need` null lifts an earlier one. */
export const requirement = pgTable(
  'requirement',
  {
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    validFrom: date('valid_from').notNull(),
    need: integer('need'),
  },
  (t) => [primaryKey({ columns: [t.locality, t.indicator, t.validFrom] })],
);

/** An indicator that does not apply to a locality over a time: neither met nor missing nor counted. */
export const exemption = pgTable(
  'exemption',
  {
    locality: text('locality')
      .notNull()
      .references(() => locality.code),
    indicator: text('indicator').notNull(),
    validFrom: date('valid_from').notNull(),
    /** Last day; null while none is set. */
    validTo: date('valid_to'),
    reason: text('reason').notNull(),
  },
  (t) => [primaryKey({ columns: [t.locality, t.indicator, t.validFrom] })],
);

export const programme = pgTable('programme', {
  code: text('code').primaryKey(),
  nameVi: text('name_vi').notNull(),
  nameEn: text('name_en').notNull(),
  /** Province codes asked, or `*` for the nation. */
  provinces: text('provinces').array().notNull(),
  /** Null until the first start, which sets it to that day. */
  startsOn: date('starts_on'),
  endsOn: date('ends_on'),
  /** Days up to this one are final: stored, not recomputed. */
  finalThrough: date('final_through'),
  /** How long a period of it is. */
  period: text('period', { enum: ['day', 'half_year', 'year'] })
    .notNull()
    .default('day'),
  /** Where its periods are longer than a day: the days of the year that they are reported of, `MM-DD`. */
  closesOn: text('closes_on').array().notNull().default([]),
  /** Transitions of earlier days alert nobody (set when the start is moved back). */
  alertsFrom: date('alerts_from'),
  /** In the order in which they were made: of several that ask an area, the first is meant where none is named. */
  ordinal: integer('ordinal').notNull().generatedAlwaysAsIdentity(),
});

/** A programme's settings from a day on. */
export const programmeSettings = pgTable(
  'programme_settings',
  {
    programme: text('programme')
      .notNull()
      .references(() => programme.code),
    validFrom: date('valid_from').notNull(),
    /** Local time `HH:MM` from which a record of the day is late. */
    cutoff: text('cutoff').notNull(),
    /** A day locks at the end of this many reporting days after it. */
    lockDays: smallint('lock_days').notNull(),
    reportingDays: text('reporting_days', { enum: ['working', 'every'] }).notNull(),
    freshness: smallint('freshness').notNull(),
    /** Percent from which a locality that is not green is yellow, not red. */
    amberThreshold: doublePrecision('amber_threshold').notNull(),
    deadline: date('deadline'),
    /** Missing reporting days running that raise `record_missing_streak`. */
    missingStreak: smallint('missing_streak').notNull(),
    /** Minutes before the cutoff at which `record_due_soon` is raised. */
    dueSoonMinutes: smallint('due_soon_minutes').notNull(),
    /** Indicator codes asked; null: the whole catalogue. */
    indicators: text('indicators').array(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.validFrom] })],
);

/** What one province of a programme has otherwise from a day on; null: as the programme has it. */
export const provinceSettings = pgTable(
  'province_settings',
  {
    programme: text('programme')
      .notNull()
      .references(() => programme.code),
    province: text('province')
      .notNull()
      .references(() => province.code),
    validFrom: date('valid_from').notNull(),
    cutoff: text('cutoff'),
    lockDays: smallint('lock_days'),
    freshness: smallint('freshness'),
    amberThreshold: doublePrecision('amber_threshold'),
    missingStreak: smallint('missing_streak'),
    dueSoonMinutes: smallint('due_soon_minutes'),
  },
  (t) => [primaryKey({ columns: [t.programme, t.province, t.validFrom] })],
);

/** Days that differ from the plain working week. Scope: `VN` or a province code. */
export const calendarDay = pgTable(
  'calendar_day',
  {
    scope: text('scope').notNull(),
    day: date('day').notNull(),
    kind: text('kind', {
      enum: ['holiday', 'swapped_off', 'compensatory_off', 'makeup_workday'],
    }).notNull(),
    nameVi: text('name_vi').notNull(),
    status: text('status', { enum: ['confirmed', 'computed', 'unverified'] }).notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.day] })],
);

/**
 * Who leads, co-ordinates, follows or is addressed, from a day on: departments and offices of a province. A locality's
 * People's Committee is that locality. Versions of a code in a province never overlap.
 */
export const agency = pgTable(
  'agency',
  {
    province: text('province')
      .notNull()
      .references(() => province.code),
    code: text('code').notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    nameVi: text('name_vi').notNull(),
    nameEn: text('name_en').notNull(),
    kind: text('kind', { enum: ['committee', 'office', 'department', 'party', 'other'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.province, t.code, t.validFrom] })],
);

/** Who hears for a locality or a department; nothing more of a person than the work needs. */
export const contact = pgTable(
  'contact',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    locality: text('locality').references(() => locality.code),
    province: text('province').references(() => province.code),
    name: text('name').notNull(),
    position: text('position').notNull(),
    email: text('email'),
    phone: text('phone'),
    role: text('role', { enum: ['officer', 'leader', 'department', 'operator'] }).notNull(),
  },
  (t) => [index('contact_locality').on(t.locality), index('contact_province').on(t.province)],
);

/** A day that takes records past its lock, for one locality, until an instant. */
export const lockException = pgTable('lock_exception', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  locality: text('locality')
    .notNull()
    .references(() => locality.code),
  day: date('day').notNull(),
  until: timestamp('until', { withTimezone: true }).notNull(),
  reason: text('reason').notNull(),
});

/**
 * What a later change of the rules does not move of a day: in a province that had locked it by a programme, it
 * stays `locked`; where it was made a reporting day only after its cutoff, it stays `asked_late`, for which
 * nobody is told that he missed it.
 */
export const dayHeld = pgTable(
  'day_held',
  {
    programme: text('programme').notNull(),
    province: text('province').notNull(),
    day: date('day').notNull(),
    as: text('held_as', { enum: ['locked', 'asked_late'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.programme, t.province, t.day, t.as] })],
);

/** One row whose number grows with every change above: how a cached snapshot knows it is stale. */
export const registryVersion = pgTable('registry_version', {
  id: boolean('id').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
});
