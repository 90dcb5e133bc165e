import type { Sql } from '../db/connect.ts';
import { DEFAULT_PREFERENCE, type Preference } from './preferences.ts';

/** By {@link recipientKey}: what people have said of how they want to hear; those who have not are absent. */
export async function readPreferences(
  sql: Sql,
  recipients: readonly string[],
): Promise<Map<string, Preference>> {
  if (recipients.length === 0) return new Map();
  const rows = await sql<(Preference & { recipient: string })[]>`
    select recipient, language, channels, zalo_user as "zaloUser", quiet_from as "quietFrom",
      quiet_until as "quietUntil", per_day as "perDay"
    from delivery_preference where recipient = any(${recipients as string[]})`;
  return new Map(
    rows.map(({ recipient, ...preference }) => [
      recipient,
      {
        ...preference,
        channels: preference.channels.length > 0 ? preference.channels : DEFAULT_PREFERENCE.channels,
      },
    ]),
  );
}
