import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Role } from '../../src/access/principal.ts';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import type { Orm } from '../../src/db/connect.ts';

const shape = z.object({
  officers: z.record(z.string(), z.string()),
  department: z.string(),
  leader: z.string(),
  viewer: z.string(),
  admin: z.string(),
});

/** The demo's tokens; officers' by locality code. */
export type DemoTokens = z.infer<typeof shape>;

/** A token for every locality, and one each for the province's other readers. */
export async function createTokens(
  orm: Orm,
  localities: readonly { code: string; name: string; type: string }[],
  province: string,
  now: Date,
): Promise<DemoTokens> {
  return await orm.transaction(async (tx) => {
    const create = async (name: string, role: Role, area: string) => {
      const token = newToken();
      await insertToken(tx, { hash: hashToken(token), name, role, area, createdAt: now });
      return token;
    };
    const officers: Record<string, string> = {};
    for (const { code, name, type } of localities)
      officers[code] = await create(`cán bộ ${type} ${name}`, 'officer', code);
    return {
      officers,
      department: await create('Sở KH&CN', 'department', province),
      leader: await create('lãnh đạo UBND thành phố', 'leader', province),
      viewer: await create('người xem', 'viewer', province),
      admin: await create('người vận hành', 'admin', '*'),
    };
  });
}

/** Kept with the data: a later `--keep` shows them again, and they open nothing but this demo. */
export async function saveTokens(file: string, tokens: DemoTokens): Promise<void> {
  await writeFile(file, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
}

export async function loadTokens(file: string): Promise<DemoTokens> {
  return shape.parse(JSON.parse(await readFile(file, 'utf8')));
}
