import { addContact, openAndTell, recordMissing } from './alerting.ts';
import { createPerson } from './person.ts';
import { routesOf } from './routes.ts';
import type { TestService } from './service.ts';

const HERE = '11737';
/** Not pages. */
const OTHERS = /^\/(api|docs|assets|beat|health|metrics|worker\.js|manifest|bao-cao\/phien)|\*/;

/**
 * An address of every page, of things that are there: whatever a page does with its query, it comes to it. A page of a
 * file or a signed link is left out.
 */
export async function pageAddresses(t: TestService): Promise<string[]> {
  await createPerson(t, { login: 'dia-chi-cac-trang', role: 'department', area: '31' });
  await addContact(t.db, { locality: HERE, name: 'An', email: 'an@xa.example' });
  await openAndTell(t.db, t.service.registry, [recordMissing(HERE)], t.clock.now());
  const [ids] = await t.db.sql<Record<'person' | 'contact' | 'alert' | 'digest', number | null>[]>`
    select (select max(id) from person) as person, (select max(id) from contact) as contact,
      (select max(id)::int from alert) as alert, (select max(id) from digest) as digest`;
  const values: Record<string, string> = {
    code: HERE,
    programme: 'haiphong-daily',
    indicator: 'certificate.personal',
    kind: 'record_missing',
    channel: 'email',
    slug: 'gui-bao-cao',
    ...Object.fromEntries(Object.entries(ids ?? {}).map(([name, id]) => [name, String(id)])),
  };
  return routesOf(t)
    .filter(({ method, path }) => method === 'GET' && !OTHERS.test(path))
    .map(({ path }) => path.replace(/:(\w+)/g, (whole, name: string) => values[name] ?? whole))
    .filter((path) => !path.includes(':'));
}
