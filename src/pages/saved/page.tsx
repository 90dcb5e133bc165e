import { useReading, useSay } from '../language.tsx';
import { useHere } from '../parts/address.ts';
import { ActionButton, Form, Hidden, TextField } from '../parts/form.tsx';
import { LONGEST_NAME, SAVABLE, SAVED } from './pages.ts';
import type { SavedFilter } from './store.ts';

export const savedAddress = ({ page, query }: Pick<SavedFilter, 'page' | 'query'>) => `${page}?${query}`;

/** All that somebody keeps, to be opened, renamed and deleted. */
export function SavedPage({ all }: { all: readonly SavedFilter[] }) {
  const say = useSay();
  return (
    <>
      <div>
        <h1>{say('Bộ lọc đã lưu', 'Kept filters')}</h1>
        <p class="hint">
          {say(
            'Lưu ở cuối bộ lọc của mỗi danh sách; chỉ anh/chị thấy. Số lượng của từng bộ lọc hiện ở trang Hôm nay.',
            'They are kept below the filters of each list, and only you see them. How much each finds stands on the page Today.',
          )}
        </p>
      </div>
      {all.length === 0 ? (
        <p class="notice">{say('Anh/chị chưa lưu bộ lọc nào.', 'You keep no filters yet.')}</p>
      ) : (
        all.map((one) => (
          <section key={one.id} class="panel" aria-labelledby={`bo-loc-${one.id}`}>
            <h2 id={`bo-loc-${one.id}`}>
              <a href={savedAddress(one)}>{one.name}</a>
            </h2>
            <p class="hint">{say(...(SAVABLE[one.page] ?? ['', '']))}</p>
            <div class="saved-acts">
              <Form
                action={`${SAVED}/${one.id}/doi-ten`}
                name={String(one.id)}
                typed={{ name: one.name }}
                class="inline"
              >
                <Hidden fields={{ filter: one.id }} />
                <TextField
                  name="name"
                  id={`ten-${one.id}`}
                  label={say('Tên', 'Name')}
                  of={one.name}
                  maxLength={LONGEST_NAME}
                />
                <button type="submit" class="quiet">
                  {say('Đổi tên', 'Rename')}
                </button>
              </Form>
              <ActionButton
                action={`${SAVED}/${one.id}/xoa`}
                name={say('Xóa', 'Delete')}
                label={say(`Xóa bộ lọc “${one.name}”`, `Delete the filter “${one.name}”`)}
              />
            </div>
          </section>
        ))
      )}
    </>
  );
}

/** Below the filters of a list: those kept of it, and the form that keeps what is on. Nothing for who has no account. */
export function SavedFilters() {
  const say = useSay();
  const here = useHere();
  const { who } = useReading();
  if (!who?.saved) return null;
  const [, query = ''] = here.with({}).split('?');
  const own = who.saved.filter(({ page }) => page === here.path);
  return (
    <div class="saved">
      {own.length === 0 ? null : (
        <nav class="states" aria-label={say('Bộ lọc đã lưu', 'Kept filters')}>
          {own.map((one) => (
            <a key={one.id} href={savedAddress(one)} aria-current={one.query === query ? 'page' : undefined}>
              {one.name}
            </a>
          ))}
          <a href={SAVED}>{say('Sửa, xóa…', 'Edit…')}</a>
        </nav>
      )}
      {query === '' || own.some((one) => one.query === query) ? null : (
        <details>
          <summary>{say('Lưu bộ lọc này', 'Keep these filters')}</summary>
          <Form action={SAVED} name="luu" class="inline">
            <Hidden fields={{ page: here.path, query }} />
            <TextField
              name="name"
              id="ten-bo-loc"
              label={say('Tên bộ lọc', 'Name')}
              maxLength={LONGEST_NAME}
            />
            <button type="submit" class="quiet">
              {say('Lưu', 'Keep')}
            </button>
          </Form>
        </details>
      )}
    </div>
  );
}
