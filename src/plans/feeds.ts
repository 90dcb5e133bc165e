import { type Author, writeAudit } from '../access/author.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import { findPerson } from '../accounts/person-store.ts';
import { dayOf } from '../days.ts';
import type { Clients, Orm } from '../db/connect.ts';
import { Problem } from '../http/problems.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { readableProvinces } from './access.ts';
import { agenciesOf } from './agency-rules.ts';
import { calendarOf } from './calendar-rules.ts';
import { choose } from './choose-rules.ts';
import { type Feed, findFeed, insertFeed, listFeeds, revokeFeed } from './feed-store.ts';
import { loadTasks } from './load.ts';
import { listPlans } from './store.ts';

/** Addresses by which calendars read deadlines: whoever has one reads, until it is taken back. */

/** A person keeps a few: one a device would be too many. */
const MOST = 10;

export const feedPath = (token: string) => `/calendar/${token}.ics`;

const ownerOf = ({ kind, id, actor }: Author) => ({
  person: kind === 'person' ? (id ?? null) : null,
  createdBy: actor,
});

export async function ownFeeds(orm: Orm, author: Author): Promise<Feed[]> {
  return await listFeeds(orm, ownerOf(author));
}

/**
 * Makes an address of the deadlines of an area, or of an agency in it; it is told this once.
 * @throws {Refused} where there is no such agency, or too many addresses
 */
export async function makeFeed(
  db: Clients,
  author: Author,
  registry: Registry,
  { area, agency }: { area: string; agency: string | null },
): Promise<{ id: number; path: string }> {
  const province = registry.localities.get(area)?.province ?? area;
  if (agency !== null && !agenciesOf(registry, province, dayOf(author.now)).isKnown(agency))
    refuse('agency', ['Không có cơ quan này.', `There is no agency “${agency}” here.`]);
  if ((await ownFeeds(db.orm, author)).length >= MOST)
    refuse('', [
      `Tối đa ${MOST} địa chỉ lịch. Hủy bớt địa chỉ cũ.`,
      `At most ${MOST} addresses; revoke an old one.`,
    ]);
  const token = newToken();
  return await db.orm.transaction(async (tx) => {
    const made = { hash: hashToken(token), ...ownerOf(author), area, agency, createdAt: author.now };
    const id = await insertFeed(tx, made);
    await writeAudit(tx, author, {
      action: 'calendar.create',
      target: `calendar ${id}`,
      area,
      after: { agency },
    });
    return { id, path: feedPath(token) };
  });
}

/** @throws {Problem} not_found where it is not the author's own */
export async function dropFeed(db: Clients, author: Author, id: number): Promise<void> {
  const feed = (await ownFeeds(db.orm, author)).find((one) => one.id === id);
  if (!feed) throw new Problem('not_found');
  await db.orm.transaction(async (tx) => {
    await revokeFeed(tx, id, author.now);
    await writeAudit(tx, author, { action: 'calendar.revoke', target: `calendar ${id}`, area: feed.area });
  });
}

/** The calendar of an address; undefined where it was taken back, or whoever made it is no more let in. */
export async function readFeed(
  db: Clients,
  registry: Registry,
  token: string,
  { now, publicUrl }: { now: Date; publicUrl: string },
): Promise<string | undefined> {
  const feed = await findFeed(db.orm, hashToken(token));
  if (!feed) return undefined;
  const { area, agency, person } = feed;
  if (person !== null) {
    const owner = await findPerson(db.orm, person);
    if (!owner || owner.disabledAt !== null || owner.area !== area) return undefined;
  }
  const plans = await listPlans(db.orm, {
    provinces: readableProvinces(registry, { name: '', role: 'viewer', area }),
  });
  const locality = registry.localities.has(area) ? area : undefined;
  const all = await loadTasks(db, registry, plans, { now, locality });
  const views = choose(all, { locality, agency: agency ?? undefined }, (code) =>
    registry.localities.has(code),
  );
  const agencies = agenciesOf(registry, '*', dayOf(now));
  const name = agency ? `Nhiệm vụ: ${agencies.nameOf(agency)}` : 'Nhiệm vụ';
  return calendarOf(views, { name, publicUrl, nameOf: agencies.nameOf });
}
