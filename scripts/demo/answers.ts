import { z } from 'zod';

/** What the demo reads of the service's answers. */

export const localityList = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), type: z.string() })),
});

export const indicatorList = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      group: z.string(),
      kind: z.enum(['boolean', 'ratio', 'number', 'date']),
      required: z.boolean(),
      threshold: z.number().nullable(),
      direction: z.enum(['atLeast', 'atMost']).nullable(),
      unit: z.string().nullable(),
      nameVi: z.string(),
    }),
  ),
});

const rate = z.object({ numerator: z.int(), denominator: z.int(), percent: z.number().nullable() });
export const dayStatus = z.object({
  summary: z.object({
    green: z.int(),
    yellow: z.int(),
    red: z.int(),
    grey: z.int(),
    expected: z.int(),
    received: z.int(),
    onTime: z.int(),
    late: z.int(),
    missing: z.int(),
    percentGreen: z.number().nullable(),
    rates: z.object({ timely: rate, complete: rate, accurate: rate }),
  }),
});
export type Rate = z.infer<typeof rate>;
export type DaySummary = z.infer<typeof dayStatus>['summary'];

export const gapTotals = z.object({
  totals: z.array(z.object({ indicator: z.string(), unmet: z.int(), unknown: z.int(), missing: z.number() })),
});

export const alertList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      kind: z.string(),
      subject: z.string(),
      locality: z.object({ code: z.string() }).nullable(),
    }),
  ),
});

export const certificateCounts = z.object({ summary: z.object({ inForce: z.int(), expiring: z.int() }) });

export const heartbeatMade = z.object({ address: z.url() });

export const heartbeatList = z.object({ items: z.array(z.object({ state: z.string() })) });

export const silenceList = z.object({ items: z.array(z.object({ reason: z.string() })) });

export const messageList = z.object({ items: z.array(z.object({ state: z.string() })) });

export const jobRuns = z.object({
  items: z.array(z.object({ job: z.string(), slot: z.string(), error: z.string().nullable() })),
});

export const refusal = z.object({ errors: z.array(z.object({ messageVi: z.string() })) });

export const importResult = z.object({ accepted: z.int(), rejected: z.int() });
