import { gapsAddress } from '../addresses.ts';
import { useSay } from '../language.tsx';
import type { GapsFacts } from './facts.ts';
import { isFiltered } from './question.ts';

/** In place of rows: why there are none, and what to do. */
export function NoGaps({ facts, known }: { facts: GapsFacts; known: boolean }) {
  const say = useSay();
  const { asked } = facts;
  if (isFiltered(asked))
    return (
      <div class="notice">
        <p>
          {say(
            'Không có chỉ tiêu nào khớp với bộ lọc. Anh/chị vui lòng bỏ bớt điều kiện lọc, hoặc tìm theo một phần của tên.',
            'Nothing matches these filters. Remove some of them, or search for a part of the name.',
          )}
        </p>
        <p>
          <a
            href={gapsAddress({
              programme: asked.programme,
              view: asked.view === 'list' ? undefined : asked.view,
            })}
          >
            {say('Xem tất cả', 'See everything')}
          </a>
        </p>
      </div>
    );
  if (facts.localities.length === 0)
    return (
      <p class="notice">
        {say(
          'Đợt báo cáo này không có đơn vị nào trong địa bàn của anh/chị. Nếu cần, anh/chị vui lòng liên hệ quản trị viên.',
          'This programme follows no locality in your area. Ask the administrator if it should.',
        )}
      </p>
    );
  return (
    <p class="notice">
      {known
        ? say(
            'Không còn thiếu gì: mọi đơn vị trong địa bàn của anh/chị đã đạt mọi điều kiện.',
            'Nothing is lacking: every locality in your area meets every condition.',
          )
        : say(
            'Chưa có số liệu tổng hợp. Hệ thống tổng hợp mỗi phút một lần; anh/chị vui lòng mở lại trang sau ít phút.',
            'Nothing has been summed up yet. That happens every minute: open this page again shortly.',
          )}
    </p>
  );
}
