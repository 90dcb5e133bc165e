import type { Sql } from '../db/connect.ts';
import { type FoundToken, findTokens } from './store.ts';

export type LookUpToken = (hash: string, now: Date) => Promise<FoundToken | undefined>;

interface Asked {
  hash: string;
  now: Date;
  resolve(found: FoundToken | undefined): void;
  reject(error: unknown): void;
}

/**
 * Looks tokens up, all that are asked for in one turn of the event loop by one statement, which is sent at the
 * turn's end. Nothing is kept: a token that was revoked before a request came is not found by it.
 */
export function createTokenLookUp(sql: Sql): LookUpToken {
  let asked: Asked[] = [];

  async function lookUp(): Promise<void> {
    const these = asked;
    asked = [];
    const hashes = [...new Set(these.map(({ hash }) => hash))];
    const now = new Date(Math.max(...these.map((one) => one.now.getTime())));
    try {
      const found = await findTokens(sql, hashes, now);
      for (const { hash, resolve } of these) resolve(found.get(hash));
    } catch (error) {
      for (const { reject } of these) reject(error);
    }
  }

  return (hash, now) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) setImmediate(lookUp);
      asked.push({ hash, now, resolve, reject });
    });
}
