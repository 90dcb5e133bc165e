import { formatDay } from '../../../days.ts';
import { element } from '../element.ts';
import { say } from '../say.ts';
import { type News, onNews } from './news.ts';
import { button, link, momentOf, notice, putOnTop } from './notice.ts';
import { dropQueued, queueOf } from './queue.ts';
import { sendWaiting } from './send.ts';
import { openRefused } from './submit.ts';
import type { Queued } from './types.ts';

/** Shows what of this person waits to be sent, why, and what has gone out. */
export async function showQueue(sender: string): Promise<void> {
  const list = element('ul');
  const state = element('p', { role: 'status' });
  const heading = element('h2', { id: 'cho-gui' });
  const attributes = { class: 'notice waiting', 'aria-labelledby': 'cho-gui', tabindex: '-1' };
  const panel = element('section', attributes, heading, list, state);
  panel.hidden = true;
  putOnTop(panel);
  let last: News['kind'] = 'changed';

  const draw = async () => {
    const reports = await queueOf(sender);
    panel.hidden = reports.length === 0;
    list.replaceChildren(...reports.map((report) => lineOf(report, draw)));
    const waits = reports.some((one) => one.refused === null);
    heading.textContent = waits
      ? say('Báo cáo chờ gửi', 'Reports waiting to be sent')
      : say('Báo cáo chưa gửi được', 'Reports that were not taken');
    state.hidden = !waits;
    state.replaceChildren(...(waits ? stateOf(last) : []));
  };
  onNews((news) => {
    if (news.kind === 'sent' && news.report.sender === sender) putOnTop(sentNotice(news));
    if (news.kind !== 'sent') last = news.kind;
    draw();
  });
  await draw();
}

function sentNotice({ report, to }: Extract<News, { kind: 'sent' }>): HTMLElement {
  const text = say(
    `Đã gửi báo cáo ngày ${formatDay(report.day)}.`,
    `The report of ${formatDay(report.day)} has been sent.`,
  );
  return notice(text, link(say('Xem kết quả', 'See the result'), to));
}

/** Why it waits, and what to do about it. */
function stateOf(kind: News['kind']): (Node | string)[] {
  switch (kind) {
    case 'sending':
      return [say('Đang gửi…', 'Sending…')];
    case 'signedOut':
      return [say('Phiên đăng nhập đã hết hạn.', 'Your session has ended.'), ' ', signIn()];
    case 'otherPerson':
      return [
        say(
          'Trình duyệt này đang đăng nhập bằng tài khoản khác, nên báo cáo của anh/chị còn chờ.',
          'Somebody else is signed in on this browser, so your report waits.',
        ),
        ' ',
        signIn(),
      ];
    default:
      return [
        say(
          'Chưa kết nối được máy chủ; báo cáo sẽ tự gửi khi có mạng. Giờ nhận tính theo lúc báo cáo đến hệ thống.',
          'The server cannot be reached; it goes out when the network returns, and counts from when it arrives.',
        ),
        ' ',
        button(say('Gửi ngay', 'Send now'), () => void sendWaiting()),
      ];
  }
}

function signIn(): HTMLElement {
  const next = new URLSearchParams({ next: location.pathname + location.search });
  return link(say('Đăng nhập để gửi tiếp', 'Sign in to send'), `/dang-nhap?${next}`);
}

function lineOf(report: Queued, redraw: () => Promise<void>): HTMLElement {
  const { refused } = report;
  const name = element('b', {}, `${say('Ngày', 'Report of')} ${formatDay(report.day)}, ${report.place}`);
  const said = say(`, bấm gửi lúc ${momentOf(report.at)}.`, `, made at ${momentOf(report.at)}.`);
  const line = element('li', {}, name, said);
  if (!refused) return line;
  line.append(...refused.messages.map((message) => element('p', {}, message)));
  const open = {
    faulty: say('Sửa trong biểu mẫu', 'Correct it in the form'),
    conflict: say('Xem hai báo cáo cạnh nhau', 'See both reports side by side'),
    locked: say('Mở trong biểu mẫu', 'Open it in the form'),
    other: say('Thử gửi lại', 'Try again'),
  }[refused.why];
  const sure = say(
    'Hủy báo cáo này? Những gì anh/chị đã điền sẽ mất.',
    'Drop this report? What you filled in will be lost.',
  );
  const drop = async () => {
    if (report.id === undefined || !confirm(sure)) return;
    await dropQueued(report.id);
    await redraw();
  };
  const actions = element('p', { class: 'actions' });
  actions.append(
    button(open, () => void openRefused(report)),
    button(say('Hủy báo cáo này', 'Drop this report'), drop),
  );
  line.append(actions);
  return line;
}
