import type { HomeFacts } from './facts.ts';
import type { Line } from './lines.ts';

/** What waits for who looks after the service: what is not set up, what has failed. Pure. */
export function ofService({ trouble, programme }: HomeFacts): Line[] {
  if (trouble === null) return [];
  const { jobs, messages, mute, deaf } = trouble;
  const line = (
    key: string,
    count: number,
    href: string,
    words: Line['words'],
    none: Line['none'],
    urgent = true,
  ): Line => ({ key, count, href, words, none, urgent });
  return [
    line(
      'programme',
      programme ? 0 : 1,
      '/quan-tri/dot',
      [
        'việc đầu tiên: lập đợt báo cáo, vì chưa đợt nào hỏi địa bàn của anh/chị',
        'thing first: make a programme, since none asks your area',
      ],
      [`Đợt báo cáo: ${programme?.nameVi}.`, `Programme: ${programme?.nameEn}.`],
    ),
    line(
      'mute',
      mute ? 1 : 0,
      '/quan-tri/kenh',
      [
        'việc cài đặt: chưa có kênh gửi tin, không ai nhận được nhắc nhở',
        'thing to set up: there is no channel, so nobody is reminded',
      ],
      ['Đã cài kênh gửi tin.', 'A channel is set up.'],
    ),
    // Where nothing asks anybody, that nobody is missing says nothing.
    ...(programme
      ? [
          line(
            'deaf',
            deaf,
            '/quan-tri/lien-he',
            ['đơn vị chưa có ai nhận tin', 'units for which nobody hears'],
            ['Đơn vị nào cũng có người nhận tin.', 'Somebody hears for every unit.'],
            false,
          ),
        ]
      : []),
    line(
      'start',
      programme && !mute && deaf === 0 ? 0 : 1,
      '/quan-tri/bat-dau',
      ['danh sách bước bắt đầu còn bước chưa xong', 'list of first steps with some left'],
      ['Các bước bắt đầu đã xong.', 'The first steps are done.'],
      false,
    ),
    line(
      'jobs',
      jobs,
      '/quan-tri/tac-vu',
      ['lần chạy tác vụ lỗi trong 7 ngày qua', 'runs of jobs failed in the last 7 days'],
      ['Không có tác vụ lỗi.', 'No job has failed.'],
    ),
    line(
      'messages',
      messages,
      '/quan-tri/tin-gui-di?state=failed',
      ['tin không gửi được', 'messages could not be sent'],
      ['Không có tin gửi lỗi.', 'No message has failed.'],
    ),
  ];
}
