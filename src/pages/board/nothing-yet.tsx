import { localityAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import type { BoardFacts } from './facts.ts';

/** In place of a map and of figures, as long as no unit has ever reported: what is to be done first. */
export function NothingYet({ facts: { views, programme } }: { facts: BoardFacts }) {
  const say = useSay();
  const { role } = useWho().principal;
  const [first] = views;
  const count = formatNumber(views.length);
  return (
    <section class="panel" aria-labelledby="chua-co">
      <h2 id="chua-co">{say('Chưa có báo cáo nào', 'Nothing has been reported yet')}</h2>
      <p>
        {say(
          `${count} đơn vị thuộc đợt “${programme.nameVi}”. Bản đồ và tỷ lệ hiện ra khi đơn vị đầu tiên gửi báo cáo; trước đó chưa biết gì về đơn vị nào, nên không có con số nào ở đây.`,
          `${count} units are asked by “${programme.nameEn}”. Map and figures come with the first report; until then nothing is known of any unit, so that no figure stands here.`,
        )}
      </p>
      <ol class="first-steps">
        {role === 'admin' ? (
          <li>
            <a href="/quan-tri/bat-dau">
              {say('Xem các bước bắt đầu còn thiếu', 'See which first steps are missing')}
            </a>
          </li>
        ) : null}
        {role === 'admin' ? (
          <li>
            <a href="/quan-tri/nguoi-dung/tien-do">
              {say('Xem ai đã được mời, ai đã vào', 'See who was invited and who has come')}
            </a>
          </li>
        ) : null}
        {role === 'admin' || role === 'department' ? (
          <li>
            <a href="/nhap-tep">
              {say('Nhập số liệu đầu tiên từ một tệp Excel', 'Import first figures from a sheet')}
            </a>
          </li>
        ) : null}
        {role === 'officer' ? (
          <li>
            <a href="/bao-cao">{say('Gửi báo cáo đầu tiên', 'Send the first report')}</a>
          </li>
        ) : null}
        {first ? (
          <li>
            <a href={localityAddress(first.named.code)}>
              {say('Xem một đơn vị phải báo cáo những gì', 'See what a unit is asked')}
            </a>
          </li>
        ) : null}
      </ol>
    </section>
  );
}
