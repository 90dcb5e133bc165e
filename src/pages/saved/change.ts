import { type Author, writeAudit } from '../../access/author.ts';
import type { Orm, OrmTx } from '../../db/connect.ts';
import { composed } from '../../lib/composed.ts';
import { own } from '../../lib/own.ts';
import { refuse } from '../../refused.ts';
import { LONGEST_NAME, LONGEST_QUERY, MOST_SAVED, SAVABLE } from './pages.ts';
import { deleteSaved, insertSaved, lockSaved, renameSaved, type SavedFilter } from './store.ts';

/** Whose filters an author keeps; a token keeps none. */
export const ownerOf = ({ kind, id }: Author): number | undefined => (kind === 'person' ? id : undefined);

/** @throws {Refused} */
export function readName(text: string): string {
  const name = composed(text).trim().replace(/\s+/g, ' ');
  if (name === '' || name.length > LONGEST_NAME)
    refuse('name', [
      `Nhập tên, không quá ${LONGEST_NAME} ký tự.`,
      `Write a name of at most ${LONGEST_NAME} characters.`,
    ]);
  return name;
}

/** What a list is narrowed to, as its address says it. @throws {Refused} */
export function readFilter(page: string, query: string): Pick<SavedFilter, 'page' | 'query'> {
  if (own(SAVABLE, page) === undefined)
    refuse('page', ['Trang này không có bộ lọc để lưu.', 'This page has no filters to keep.']);
  const asked = new URLSearchParams(query.slice(0, LONGEST_QUERY + 1));
  for (const [name, value] of [...asked]) if (value === '') asked.delete(name);
  const text = asked.toString();
  if (text === '' || text.length > LONGEST_QUERY)
    refuse('query', [
      'Lọc danh sách trước, rồi lưu bộ lọc.',
      'Narrow the list first, then keep its filters.',
    ]);
  return { page, query: text };
}

/** @throws {Refused} when there are too many */
export async function saveFilter(orm: Orm, author: Author, filter: Omit<SavedFilter, 'id'>): Promise<void> {
  await changed(orm, author, 'filter.save', filter.name, async (tx, person) => {
    const all = await lockSaved(tx, person);
    const again = all.some((one) => one.page === filter.page && one.name === filter.name);
    if (!again && all.length >= MOST_SAVED)
      refuse('', [
        `Anh/chị đã lưu ${MOST_SAVED} bộ lọc. Xóa bớt rồi lưu tiếp.`,
        `You keep ${MOST_SAVED} filters already. Delete one first.`,
      ]);
    await insertSaved(tx, person, filter, author.now);
  });
}

/** @throws {Refused} when another of the page has that name */
export async function renameFilter(orm: Orm, author: Author, id: number, name: string): Promise<void> {
  await changed(orm, author, 'filter.rename', name, async (tx, person) => {
    const all = await lockSaved(tx, person);
    const page = all.find((one) => one.id === id)?.page;
    if (all.some((one) => one.id !== id && one.page === page && one.name === name))
      refuse('name', ['Đã có bộ lọc tên này. Chọn tên khác.', 'Another filter has this name.']);
    await renameSaved(tx, person, id, name);
  });
}

export async function removeFilter(orm: Orm, author: Author, { id, name }: SavedFilter): Promise<void> {
  await changed(orm, author, 'filter.delete', name, (tx, person) => deleteSaved(tx, person, id));
}

async function changed(
  orm: Orm,
  author: Author,
  action: string,
  target: string,
  change: (tx: OrmTx, person: number) => Promise<void>,
): Promise<void> {
  const person = ownerOf(author);
  if (person === undefined)
    refuse('', [
      'Chỉ người có tài khoản lưu được bộ lọc.',
      'Only who signs in with an account keeps filters.',
    ]);
  await orm.transaction(async (tx) => {
    await change(tx, person);
    await writeAudit(tx, author, { action, target, area: author.rights?.area ?? '*' });
  });
}
