import type { Sql } from './connect.ts';

/** Rows below which a table needs no statistics: any plan is fast enough. */
const FEW = 1_000;

/**
 * Tells the planner of tables that have doubled since it last looked, as after the first nation's batch: the
 * server's own way there takes minutes, and until then plans are made for the empty table. What somebody
 * else is vacuuming or analysing is left to him. Returns the tables' names.
 */
export async function analyzeGrown(sql: Sql): Promise<string[]> {
  const grown = await sql<{ name: string }[]>`
    select s.relname as name from pg_stat_user_tables s join pg_class c on c.oid = s.relid
    where s.schemaname = current_schema() and s.n_mod_since_analyze >= greatest(${FEW}::bigint, c.reltuples)
    order by s.relname`;
  for (const { name } of grown) await sql`analyze (skip_locked) ${sql(name)}`;
  return grown.map(({ name }) => name);
}
