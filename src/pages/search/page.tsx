import { useSay, type Words } from '../language.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { FOUND_KINDS, type Found } from './find.ts';

const NAMES: Record<Found['kind'], Words> = {
  locality: ['Đơn vị', 'Units'],
  indicator: ['Chỉ tiêu', 'Indicators'],
  person: ['Người', 'People'],
  alert: ['Cảnh báo', 'Alerts'],
};

/** All that is meant by what was typed, by kind, each a click away. */
export function SearchPage({ q, found }: { q: string; found: readonly Found[] }) {
  const say = useSay();
  return (
    <>
      <h1>{q === '' ? say('Tìm kiếm', 'Search') : `${say('Tìm', 'Search')}: ${q}`}</h1>
      {q !== '' && found.length > 0 ? null : (
        <div class="narrow">
          {q === '' ? null : (
            <p class="notice">
              {say(
                `Không tìm thấy “${q}” trong địa bàn của anh/chị.`,
                `Nothing in your area is called “${q}”.`,
              )}
            </p>
          )}
          <SearchField
            id="tim-o-day"
            label={say('Tìm đơn vị, chỉ tiêu, người, cảnh báo', 'Find units, indicators, people, alerts')}
            shown
          />
          <p class="hint">
            {say(
              'Không cần gõ dấu; tên cũ, mã đơn vị và số cảnh báo cũng tìm được. Ở trang nào cũng có thể nhấn phím / để tìm.',
              'Accents may be left out; former names, codes of units and numbers of alerts are found, too. Press / on any page to search.',
            )}
          </p>
        </div>
      )}
      <div id="tim-thay" class="found">
        {FOUND_KINDS.map((kind) => {
          const of = found.filter((one) => one.kind === kind);
          return of.length === 0 ? null : (
            <section key={kind} aria-labelledby={`tim-${kind}`}>
              <h2 id={`tim-${kind}`}>{say(...NAMES[kind])}</h2>
              <ul>
                {of.map(({ code, title, href }) => (
                  <li key={code + href}>
                    <a href={href}>{say(...title)}</a>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
