import type { Waiting } from '../../alerts/story.ts';
import type { SeenSilence } from '../../alerts/visible.ts';
import { formatDay } from '../../days.ts';
import { moment } from '../format.ts';
import { type Say, useSay } from '../language.tsx';
import { silenceAddress } from './addresses.ts';
import { nextOf } from './events.ts';
import type { AlertFacts } from './story-facts.ts';

/** What an alert waits for, whom it tells next, and the silences over it. */
export function ComesNext({ facts }: { facts: AlertFacts }) {
  const say = useSay();
  const { row, story, silences, maySilence } = facts;
  const next = nextOf(facts, say);
  return (
    <>
      <section class="panel" aria-labelledby="tiep-theo">
        <h2 id="tiep-theo">{say('Tiếp theo', 'What comes next')}</h2>
        <p>{waitingWords(facts, say)}</p>
        {next.length === 0 ? null : (
          <>
            <p>{say('Sẽ thông báo:', 'Will be told:')}</p>
            <ul>
              {next.map(({ at, who }) => (
                <li key={who}>
                  {moment(at)}: {who}
                </li>
              ))}
            </ul>
          </>
        )}
        {row.state !== 'resolved' && story.steps.length === 0 ? (
          <p class="hint">
            {say(
              'Cảnh báo này phát sinh trước khi có quy trình nhắc.',
              'This alert is older than the ladders.',
            )}
          </p>
        ) : null}
      </section>
      {silences.length === 0 && !(maySilence && row.state !== 'resolved') ? null : (
        <section class="panel" aria-labelledby="tam-ngung-nhac">
          <h2 id="tam-ngung-nhac">{say('Thời gian tạm ngừng nhắc', 'Silences')}</h2>
          {silences.length === 0 ? null : (
            <ul>
              {silences.map((one) => (
                <li key={one.id}>{silenceWords(one, facts.now, say)}</li>
              ))}
            </ul>
          )}
          {maySilence && row.state !== 'resolved' ? (
            <p>
              <a href={silenceAddress(row.area, row.kind)}>
                {say('Tạm ngừng nhắc nội dung này', 'Silence it')}
              </a>
            </p>
          ) : null}
        </section>
      )}
    </>
  );
}

function silenceWords({ startsAt, endsAt, reason, by }: SeenSilence, now: Date, say: Say): string {
  const lasting = startsAt <= now && now < endsAt ? say('Đang áp dụng: ', 'In force: ') : '';
  const who = by === null ? '' : ` (${by})`;
  return say(
    `${lasting}${moment(startsAt)} – ${moment(endsAt)}: ${reason}${who}.`,
    `${lasting}${moment(startsAt)} – ${moment(endsAt)}: ${reason}${who}.`,
  );
}

function waitingWords({ row, story, silences, now }: AlertFacts, say: Say): string {
  const silence = silences.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
  const until = silence ? moment(silence.endsAt) : '';
  const promised = row.promisedOn === null ? '' : formatDay(row.promisedOn);
  const words: Record<Waiting, string> = {
    resolved: say('Cảnh báo đã kết thúc, không gửi thêm thông báo.', 'It is over; nobody is told any more.'),
    acknowledged: say(
      `Đã có người xử lý. Quá ngày hẹn ${promised} mà chưa hoàn thành thì hệ thống nhắc lại.`,
      `It is taken on. If it is not done by the promised ${promised}, reminders begin again.`,
    ),
    nobody_left_to_tell: say(
      'Đã thông báo cho tất cả những người trong quy trình. Chờ nhận xử lý hoặc hoàn thành.',
      'Everybody was told. It waits until somebody takes it on or it is over.',
    ),
    silenced: say(`Đang tạm ngừng nhắc đến ${until}.`, `Silenced until ${until}.`),
    inhibited: say(
      'Toàn địa bàn không có báo cáo nào gửi đến, có thể do sự cố; hệ thống tạm chưa nhắc từng đơn vị.',
      'Nothing at all comes in from the province, which may be an outage; localities are not reminded one by one.',
    ),
    next_step: say(
      `Chờ đến ${moment(story.next[0]?.at ?? now)} sau đó thông báo cấp tiếp theo nếu chưa xử lý.`,
      `Waits until ${moment(story.next[0]?.at ?? now)}, then tells on if it is not over.`,
    ),
    due_now: say(
      'Đã đến bước nhắc tiếp theo; tin được gửi trong ít phút tới.',
      'The next step is due and is taken within minutes.',
    ),
  };
  return words[story.waiting];
}
