import { type Author, requireRights, writeAudit } from '../access/author.ts';
import { readPeople } from '../accounts/person-store.ts';
import type { Person } from '../accounts/types.ts';
import { dayOf } from '../days.ts';
import type { OrmTx } from '../db/connect.ts';
import { groupBy } from '../lib/group-by.ts';
import { putInvitations } from '../outbox/invitation-store.ts';
import { type Way, type Ways, wayTo } from '../outbox/recipients.ts';
import { noteInvited, readInvitations } from './invitation-store.ts';

/** Who cannot be written to: a printed card reaches him. */
export type Unreachable = Pick<Person, 'id' | 'name' | 'area'>;

export interface Invited {
  /** To whom a message goes out, or would. */
  invited: number;
  /** Who was asked today already. */
  already: number;
  unreachable: readonly Unreachable[];
}

/** Whether somebody has an account that he has not come into yet. */
export const isAwaited = ({ password, lastSeenAt, disabledAt }: Person): boolean =>
  password === null && lastSeenAt === null && disabledAt === null;

/** How somebody can be written to who has said nothing of it yet: by e-mail, else by a channel for telephones. */
export function wayToInvite(
  { email, phone, name }: Pick<Person, 'email' | 'name'> & { phone?: string | null },
  ways: Ways,
): Way | null {
  const nowhere = { contact: null, locality: null, province: null, browser: null };
  return wayTo(
    { ...nowhere, name, role: 'officer', email, phone: phone ?? null },
    'preferred',
    undefined,
    ways,
  );
}

/**
 * Lets invitations go out to those of these people who have not come yet: a message each, with a link that is made when
 * it is sent. Once a day at most; who was asked before is asked again only where `anew` says so.
 */
export async function inviteIn(
  tx: OrmTx,
  author: Author,
  ids: readonly number[],
  ways: Ways,
  { dryRun, anew }: { dryRun: boolean; anew: boolean },
): Promise<Invited> {
  if (!dryRun) await requireRights(tx, author);
  const before = await readInvitations(tx);
  const awaited = (await readPeople(tx, ids)).filter(
    (one) => isAwaited(one) && (anew || before.get(one.id)?.way !== 'message'),
  );
  const today = dayOf(author.now);
  const found = awaited.map((person) => ({ person, way: wayToInvite(person, ways) }));
  const reached = found.flatMap(({ person, way }) =>
    way
      ? [
          {
            content: { person: person.id },
            ...{ channel: way.channel, address: way.address, recipient: way.recipient },
            recipientName: person.name,
            saidFor: person.area,
            key: `invitation ${person.id} ${today}`,
          },
        ]
      : [],
  );
  const unreachable = found.flatMap(({ person: { id, name, area }, way }) =>
    way ? [] : [{ id, name, area }],
  );
  const isToday = (id: number) => {
    const one = before.get(id);
    return one?.way === 'message' && dayOf(one.lastAt) === today;
  };
  const fresh = reached.filter(({ content }) => !isToday(content.person));
  if (dryRun) return { invited: fresh.length, already: reached.length - fresh.length, unreachable };
  const written = await putInvitations(tx, fresh, author.now);
  const sent = fresh.flatMap(({ key, content }) => (written.has(key) ? [content.person] : []));
  await noteInvited(tx, sent, 'message', author.now);
  const areas = groupBy(
    awaited.filter(({ id }) => sent.includes(id)),
    ({ area }) => area,
  );
  const [only, ...others] = areas.keys();
  if (sent.length > 0)
    await writeAudit(tx, author, {
      action: 'people.invite',
      target: 'people',
      area: others.length === 0 && only !== undefined ? only : (author.rights?.area ?? '*'),
      after: { people: sent },
    });
  return { invited: sent.length, already: reached.length - sent.length, unreachable };
}
