import { type Author, writeAudit } from '../access/author.ts';
import { newCardCode } from '../accounts/card-code.ts';
import { nameOf } from '../accounts/names.ts';
import { offerLinks } from '../accounts/password-link.ts';
import { readPeople } from '../accounts/person-store.ts';
import type { Orm } from '../db/connect.ts';
import { noteInvited } from './invitation-store.ts';
import { isAwaited } from './invite.ts';

/** An invitation on paper, with a code that is good once and is shown this once. */
export interface Card {
  person: number;
  name: string;
  role: Awaited<ReturnType<typeof readPeople>>[number]['role'];
  area: string;
  login: string;
  code: string;
}

/** Makes a card for each of these people who has not come yet, beside what was sent to him. */
export async function makeCards(
  orm: Orm,
  author: Author,
  ids: readonly number[],
  area: string,
): Promise<Card[]> {
  return await orm.transaction(async (tx) => {
    const people = (await readPeople(tx, ids)).filter(isAwaited);
    const cards = people.map(
      (person): Card => ({
        ...{ person: person.id, name: person.name, role: person.role, area: person.area },
        ...{ login: nameOf(person), code: newCardCode() },
      }),
    );
    await offerLinks(
      tx,
      cards.map(({ person, code: secret }) => ({ person, secret })),
      author.now,
    );
    const made = cards.map(({ person }) => person);
    await noteInvited(tx, made, 'card', author.now);
    await writeAudit(tx, author, { action: 'people.cards', target: 'people', area, after: { people: made } });
    return cards;
  });
}
