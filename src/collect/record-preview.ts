import type { Sql } from '../db/connect.ts';
import type { RecordPreview } from '../intake/batch.ts';
import { readCurrent } from '../intake/store.ts';
import { type RecordInput, sameValue, type Value } from '../intake/types.ts';
import type { Registry } from '../registry/snapshot.ts';
import { asks } from './record-effect.ts';
import { readColours } from './store.ts';
import type { StatusRow } from './types.ts';

/**
 * What records would change, of a dry run: each value beside the one that stands, and the colour of the day beside
 * the one stored. `settled` is what the rules made of the records before all was undone. Two statements for all of
 * them, however many there are. Of several programmes the first speaks.
 */
export async function previewRecords(
  sql: Sql,
  registry: Registry,
  records: readonly RecordInput[],
  settled: readonly StatusRow[],
): Promise<RecordPreview[]> {
  const codes = [...new Set(records.map(({ locality }) => locality))];
  const current = codes.length === 0 ? new Map() : await readCurrent(sql, codes);
  const after = new Map(settled.map((row) => [keyOf(row), row.colour]));
  const programmes = [...registry.programmes.values()];
  const keys = records.map(({ locality: code, day }) => {
    const locality = registry.localities.get(code);
    const programme = locality && programmes.find((one) => asks(one, locality, day));
    return programme ? { programme: programme.code, locality: code, day } : null;
  });
  const asked = keys.flatMap((key) => key ?? []);
  const before = new Map(
    (asked.length === 0 ? [] : await readColours(sql, asked)).map((row) => [keyOf(row), row.colour]),
  );
  return records.map(({ locality, values }, place): RecordPreview => {
    const key = keys[place];
    const to = key ? after.get(keyOf(key)) : undefined;
    const held = current.get(locality) ?? {};
    const changes = Object.entries(values).flatMap(([indicator, to]) => {
      const from: Value | undefined = held[indicator]?.value;
      return from !== undefined && sameValue(from, to)
        ? []
        : [{ indicator, ...(from !== undefined && { from }), to }];
    });
    return {
      ...(key && to ? { colour: { from: before.get(keyOf(key)) ?? null, to } } : {}),
      changes,
    };
  });
}

const keyOf = ({ programme, locality, day }: Pick<StatusRow, 'programme' | 'locality' | 'day'>) =>
  `${programme} ${locality} ${day}`;
