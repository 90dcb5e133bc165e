import type { Preview } from '../../../digest/preview.ts';
import { DIGEST_ROLES, type Digest, PERIODS } from '../../../digest/types.ts';
import { capital, weekdayName } from '../../format.ts';
import { type Say, useSay, type Words } from '../../language.tsx';
import type { FormBody } from '../../parts/filled.ts';
import { ChoiceField, Form, optionsOf, TextField } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { EachProgrammeField } from '../each-programme.tsx';
import { Frame } from '../frame.tsx';

export const PATH = '/quan-tri/ban-tong-hop';

const ROLE_WORDS: Record<Digest['role'], Words> = {
  department: ['Sở, ngành phụ trách', 'Departments'],
  leader: ['Lãnh đạo tỉnh, thành phố', 'Leaders of the province'],
};
const PERIOD_WORDS: Record<Digest['period'], Words> = {
  day: ['Mỗi ngày báo cáo', 'Each reporting day'],
  week: ['Mỗi tuần', 'Each week'],
};
/** Monday first, as calendars here have it. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];

export interface DigestsProps {
  digests: readonly Digest[];
  /** Whether this administrator may change one. */
  mayChange(digest: Digest): boolean;
  /** Codes with names: where a digest may be set. */
  provinces: readonly (readonly [code: string, name: string])[];
  programmes: readonly (readonly [code: string, name: string])[];
  nameOf(digest: Digest): { province: string; programme: string };
  preview: { digest: Digest; of: string; letter: Preview | null } | null;
  typed: FormBody;
}

/** When summaries go out, to whom, and what they look like. */
export function Digests(props: DigestsProps) {
  const say = useSay();
  const { digests, mayChange, nameOf, preview, provinces, programmes, typed } = props;
  return (
    <Frame title={say('Bản tổng hợp', 'Digests')}>
      <p class="hint">
        {say(
          'Thư tổng hợp gửi theo danh sách đầu mối của tỉnh, thành phố. Tỉnh, thành phố đã đặt giờ riêng thì áp dụng giờ riêng.',
          'Summaries go to the contacts of a province. A province with a time of its own uses that.',
        )}
      </p>
      <DataTable
        title={say('Các bản tổng hợp', 'Digests')}
        rows={digests}
        keyOf={(one) => one.id}
        columns={[
          { key: 'to', head: say('Gửi cho', 'To'), value: (one) => say(...ROLE_WORDS[one.role]) },
          {
            key: 'area',
            head: say('Địa bàn', 'Area'),
            value: (one) => nameOf(one).province,
            under: (one) => programmes.length > 2 && nameOf(one).programme,
          },
          {
            key: 'when',
            head: say('Khi nào', 'When'),
            value: (one) => whenText(one, say),
            under: (one) => !one.enabled && say('đang tắt', 'switched off'),
          },
          {
            key: 'do',
            head: say('Thao tác', 'Do'),
            cell: (one) => (
              <>
                <a
                  href={`${PATH}?xem=${one.id}#thu`}
                  aria-label={actionLabel('Xem trước', 'Preview', one, say)}
                >
                  {say('Xem trước', 'Preview')}
                </a>
                {mayChange(one) ? (
                  <>
                    {' · '}
                    <a
                      href={`${PATH}?sua=${one.id}#dat-gio`}
                      aria-label={actionLabel('Sửa', 'Change', one, say)}
                    >
                      {say('Sửa', 'Change')}
                    </a>
                  </>
                ) : null}
              </>
            ),
          },
        ]}
      />
      {preview === null ? null : <Shown {...preview} />}
      {provinces.length === 0 ? null : (
        <section class="panel" id="dat-gio">
          <h2>{say('Đặt giờ gửi', 'Set a time')}</h2>
          <Form action={PATH} typed={typed}>
            <EachProgrammeField programmes={programmes} />
            <ChoiceField name="province" label={say('Tỉnh, thành phố', 'Province')} options={provinces} />
            <ChoiceField
              name="role"
              label={say('Gửi cho', 'To')}
              options={optionsOf(say, DIGEST_ROLES, ROLE_WORDS)}
            />
            <ChoiceField
              name="period"
              label={say('Kỳ', 'Period')}
              options={optionsOf(say, PERIODS, PERIOD_WORDS)}
            />
            <ChoiceField
              name="weekday"
              label={say('Thứ', 'Weekday')}
              hint={say('Chỉ dùng cho bản hằng tuần.', 'For weekly ones alone.')}
              options={WEEKDAYS.map((day) => [String(day), capital(weekdayName(day, say))] as const)}
            />
            <TextField
              type="time"
              name="at"
              label={say('Giờ gửi', 'Time')}
              hint={say(
                'Nên sau giờ chốt báo cáo. Thay đổi có hiệu lực từ lần gửi kế tiếp.',
                'Best after the cutoff. A change holds from the next time on.',
              )}
            />
            <ChoiceField
              name="enabled"
              label={say('Gửi', 'Send')}
              options={[
                ['yes', say('Có', 'Yes')],
                ['no', say('Không, tạm tắt', 'No, switched off')],
              ]}
            />
            <button type="submit">{say('Lưu giờ gửi', 'Save')}</button>
          </Form>
        </section>
      )}
    </Frame>
  );
}

function Shown({ digest, of, letter }: NonNullable<DigestsProps['preview']>) {
  const say = useSay();
  return (
    <section class="panel" id="thu">
      <h2>{say(`Xem trước: ${of}`, `Preview: ${of}`)}</h2>
      {letter === null ? (
        <p class="hint">{say('Chưa có số liệu để xem trước.', 'There are no figures to show yet.')}</p>
      ) : (
        <>
          <p>
            {say('Tiêu đề', 'Subject')}: <b>{letter.subject}</b>
            <small class="under">
              {say('Tệp kèm theo', 'Attached')}: {letter.files.join(', ')}
            </small>
          </p>
          <iframe
            src={`${PATH}/${digest.id}/xem`}
            sandbox=""
            title={say('Thư như người nhận thấy', 'The message as its reader sees it')}
            width="100%"
            height="720"
          />
          <details>
            <summary>{say('Bản văn bản thuần', 'Plain text')}</summary>
            <p class="note">{letter.text}</p>
          </details>
        </>
      )}
    </section>
  );
}

/** "Mỗi tuần, Thứ Hai 08:00" */
function whenText({ period, weekday, at }: Digest, say: Say): string {
  const day = period === 'week' && weekday !== null ? `, ${weekdayName(weekday, say)}` : '';
  return `${say(...PERIOD_WORDS[period])}${day} ${at}`;
}

function actionLabel(vi: string, en: string, one: Digest, say: Say): string {
  return `${say(vi, en)}: ${say(...ROLE_WORDS[one.role])}, ${whenText(one, say)}`;
}
