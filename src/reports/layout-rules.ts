import { z } from 'zod';
import { LAYOUT, type Layout, type Letterhead, letterheadOf } from '../papers/layout.ts';
import { REPORT_KINDS, type ReportKind, SECTIONS, type SectionCode } from './types.ts';

/**
 * What a province says of how its reports are laid out: margins, letters, who issues them, heads of sections. What it
 * leaves out is the decree's, or ours. Bounds are what a printer and a reader can take; the decree is within them. Pure.
 */

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'is not a line of text');
const between = (least: number, most: number) => z.number().min(least).max(most);
const margin = between(10, 50);
const points = between(8, 20);
const SIZES = Object.keys(LAYOUT.sizes) as (keyof Layout['sizes'])[];

/** Text of a person or an office, and lists of it. */
const letterhead = z.strictObject({
  parent: line(200).nullish(),
  issuer: line(200).nullish(),
  symbol: line(40).nullish(),
  place: line(80).nullish(),
  superior: line(300).nullish(),
  signer: line(200).nullish(),
  recipients: z.array(line(200)).min(1).max(20).nullish(),
});

const head = line(200).nullish();
const headsOfKind = z.strictObject(
  Object.fromEntries(SECTIONS.map((code) => [code, head])) as Record<SectionCode, typeof head>,
);

/** Null takes a value back to what it is without the province's word. */
export const layoutValues = z.strictObject({
  font: line(60)
    .regex(/^[\p{L}\d][\p{L}\d -]*$/u, 'is no name of a font')
    .nullish(),
  margins: z
    .strictObject({
      top: margin.nullish(),
      bottom: margin.nullish(),
      left: margin.nullish(),
      right: margin.nullish(),
    })
    .optional(),
  sizes: z
    .strictObject(
      Object.fromEntries(SIZES.map((name) => [name, points.nullish()])) as Record<
        keyof Layout['sizes'],
        z.ZodOptional<z.ZodNullable<typeof points>>
      >,
    )
    .optional(),
  body: z
    .strictObject({
      firstLine: between(0, 30).nullish(),
      before: between(0, 24).nullish(),
      line: between(1, 2).nullish(),
    })
    .optional(),
  letterhead: letterhead.optional(),
  heads: z
    .strictObject(
      Object.fromEntries(REPORT_KINDS.map((kind) => [kind, headsOfKind.optional()])) as Record<
        ReportKind,
        z.ZodOptional<typeof headsOfKind>
      >,
    )
    .optional(),
});

export type LayoutValues = z.infer<typeof layoutValues>;

/** A change laid over what was said before: what it does not name stays, null takes back. */
export function mergeLayout(before: LayoutValues, change: LayoutValues): LayoutValues {
  return merged(before, change) as LayoutValues;
}

function merged(before: unknown, change: unknown): unknown {
  if (!isGroup(change)) return change;
  const all: Record<string, unknown> = { ...(isGroup(before) ? before : {}) };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    if (value === null) delete all[name];
    else all[name] = merged(all[name], value);
  }
  return all;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function letterheadWith(
  area: Parameters<typeof letterheadOf>[0],
  values: LayoutValues | undefined,
): Letterhead {
  const said = Object.entries(values?.letterhead ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return { ...letterheadOf(area), ...Object.fromEntries(said) };
}

/** How a report was drawn when it was submitted: what changes later is for others. */
export interface Drawn {
  /** The province's own template; null for the built-in one. */
  template: { id: number; version: number } | null;
  /** What its province had said of its layout; null where that was nothing. */
  layout?: { version: number; values: LayoutValues } | null;
}
