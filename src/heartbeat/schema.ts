import { z } from 'zod';
import { dayAnswer, instantAnswer, localityAnswer } from '../http/answers.ts';
import { LONGEST_MINUTES } from './change.ts';

export const STATES = ['up', 'late', 'down', 'unknown'] as const;

const minutes = z.int().min(1).max(LONGEST_MINUTES).optional();

/** How often a network calls; what is left out stays, or is the default of a new one. */
export const rhythmSchema = z.strictObject({
  everyMinutes: minutes.meta({ description: 'A call is expected this often', example: 5 }),
  graceMinutes: minutes.meta({ description: 'So much later is no outage yet', example: 10 }),
});

export const availabilityAnswer = z
  .object({
    day: dayAnswer,
    upMinutes: z.int(),
    watchedMinutes: z
      .int()
      .meta({ description: 'From the first call on, without times at which the service itself took none' }),
    percent: z.number().nullable().meta({ description: 'One decimal, rounded down; null when not watched' }),
  })
  .meta({ id: 'Availability' });

export const heartbeatAnswer = z
  .object({
    locality: localityAnswer,
    state: z.enum(STATES),
    lastBeatAt: instantAnswer.nullable(),
    since: instantAnswer.nullable().meta({ description: 'Since when it stands so; null where not known' }),
    everyMinutes: z.int(),
    graceMinutes: z.int(),
    availability: availabilityAnswer,
  })
  .meta({ id: 'Heartbeat' });

export const daysAnswer = z.object({
  heartbeat: heartbeatAnswer
    .nullable()
    .meta({ description: 'Null where the network has no address to call' }),
  items: z.array(availabilityAnswer),
});

export const madeAnswer = z.object({
  address: z.string().meta({
    description: 'What the network calls; secret, shown this once',
    example: 'https://phuxanh.example.vn/beat/px_…',
  }),
  heartbeat: heartbeatAnswer,
});
