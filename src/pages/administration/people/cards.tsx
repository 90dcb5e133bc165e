import encodeQR from 'qr';
import { ROLE_WORDS } from '../../../access/words.ts';
import { INVITED_DAYS } from '../../../accounts/password-link.ts';
import type { Card } from '../../../people/cards.ts';
import { formatNumber } from '../../format.ts';
import { useSay } from '../../language.tsx';
import { Form } from '../../parts/form.tsx';
import { useAreaName } from '../../parts/places.tsx';
import { Frame } from '../frame.tsx';
import { CARDS, ROLLOUT } from './addresses.ts';

/** Asks for cards; they are made and shown once. */
export function AskCards({ count }: { count: number }) {
  const say = useSay();
  const many = formatNumber(count);
  return (
    <Frame title={say('Thẻ mời in giấy', 'Printed cards')}>
      <p>
        {say(
          'Mỗi người chưa vào hệ thống có một thẻ: mã QR và liên kết ngắn để đặt mật khẩu. In ra, cắt và trao tận tay; ai cầm thẻ thì mở được tài khoản.',
          'A card for each person who has not come: a QR code and a short link to set the password. Print, cut, and hand them over; whoever holds a card can open the account.',
        )}
      </p>
      {count === 0 ? (
        <p class="notice">{say('Không có ai đang chờ vào hệ thống.', 'Nobody is awaited.')}</p>
      ) : (
        <Form action={CARDS}>
          <p class="hint">
            {say(
              `Thẻ chỉ hiện một lần và dùng được ${INVITED_DAYS} ngày. Thư mời đã gửi vẫn dùng được.`,
              `Cards are shown this once and are good for ${INVITED_DAYS} days. Letters that were sent stay good.`,
            )}
          </p>
          <button type="submit">{say(`Tạo ${many} thẻ để in`, `Make ${many} cards`)}</button>
        </Form>
      )}
    </Frame>
  );
}

/** The cards, eight on a page of A4. */
export function Cards({ cards, publicUrl }: { cards: readonly Card[]; publicUrl: string }) {
  const say = useSay();
  const areaOf = useAreaName();
  const host = publicUrl.replace(/^https?:\/\//, '');
  const sorted = [...cards].sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0));
  return (
    <>
      <div class="heading unprinted">
        <h1>{say(`${formatNumber(cards.length)} thẻ mời`, `${formatNumber(cards.length)} cards`)}</h1>
        <p>
          {say(
            'In trang này ngay: các thẻ không hiện lại.',
            'Print this page now: the cards are not shown again.',
          )}{' '}
          <a href={ROLLOUT}>{say('Về tiến độ mời', 'Back')}</a>
        </p>
      </div>
      <ul class="invitation-cards">
        {sorted.map(({ person, name, role, area, login, code }) => (
          <li key={person}>
            <Qr text={`${publicUrl}/moi/${code}`} />
            <div>
              <p class="place">{areaOf(area)}</p>
              <p>
                <b>{name}</b>
                <br />
                {say(...ROLE_WORDS[role])}
              </p>
              <p class="address">
                {host}/moi/
                <b>{code}</b>
              </p>
              <p class="hint">
                {say(
                  `Quét mã hoặc gõ địa chỉ để đặt mật khẩu. Đăng nhập bằng: ${login}. Dùng một lần, trong ${INVITED_DAYS} ngày.`,
                  `Scan the code or type the address to set a password. Sign in as ${login}. Good once, for ${INVITED_DAYS} days.`,
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

const BORDER = 2;

/** A QR code as one drawing that prints sharp. */
function Qr({ text }: { text: string }) {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: BORDER });
  const path = modules
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  const size = modules.length;
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges" aria-hidden="true">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
