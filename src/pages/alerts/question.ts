import { z } from 'zod';
import { SEVERITIES } from '../../alerts/severity-rules.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { tableQuery } from '../parts/table-file.ts';

/** A form sends a blank field for what is not set. */
const field = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional());

/** What the list of alerts is asked for, as it stands in the address. */
export const alertsQuery = z.object({
  /** What still wants something, where nothing is chosen. */
  state: z.preprocess(
    (given) => (given === '' ? undefined : given),
    z.enum(['open', 'acknowledged', 'resolved', 'all']).default('open'),
  ),
  /** Those of a programme, and those that belong to none; of all where none is named. */
  programme: field(z.string().max(100)),
  kind: field(z.enum(ALERT_KINDS)),
  severity: field(z.enum(SEVERITIES)),
  /** One line an alert, or a unit or a kind with how many it has. */
  group: field(z.enum(['unit', 'kind'])),
  /** A locality as people type it, or its code. */
  locality: field(z.string().trim().max(200)),
  page: tableQuery.page,
  sort: tableQuery.sort,
});

export type AlertsQuestion = z.infer<typeof alertsQuery>;
