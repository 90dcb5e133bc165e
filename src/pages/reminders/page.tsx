import { ROLE_WORDS } from '../../access/words.ts';
import { channelKind } from '../../channels/all.ts';
import { LONGEST_TEXT } from '../../reminders/remind.ts';
import type { LeftOut, PlannedMessage } from '../../reminders/rules.ts';
import { LEFT_OUT_WORDS } from '../../reminders/words.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, Hidden, LongTextField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { DataTable } from '../parts/table.tsx';
import { Views } from '../parts/views.tsx';
import type { RemindFacts } from './facts.ts';
import { Phone } from './phone.tsx';

/** Units named in a row; the rest are counted. */
const NAMED = 5;

/** Whom a reminder reaches and how, who is left out, and what it says; then it is sent. */
export function RemindPage({
  facts,
  sent,
  idempotence,
}: {
  facts: RemindFacts;
  /** What has just been sent. */
  sent: RemindFacts['plan'] | undefined;
  /** Tells this look at the page from another: the same form sends once. */
  idempotence: string;
}) {
  const say = useSay();
  const { programme, back, reminding, sample, template } = facts;
  const plan = sent ?? facts.plan;
  return (
    <>
      <div>
        <p class="not-printed">
          <a href={back}>← {say('Quay lại', 'Back')}</a>
        </p>
        <h1>{say('Nhắc nhở', 'Remind')}</h1>
        <p class="hint">{say(programme.nameVi, programme.nameEn)}</p>
      </div>
      {reminding.localities.length === 0 ? (
        <Notice>
          {say(
            'Chưa có đơn vị nào được chọn. Anh/chị vui lòng quay lại, đánh dấu các đơn vị rồi chọn “Nhắc ngay”.',
            'No unit is chosen. Go back, tick the units, then choose “Remind now”.',
          )}
        </Notice>
      ) : (
        <>
          <Outcome plan={plan} sent={sent !== undefined} />
          {sent === undefined ? (
            <>
              <Views
                name="to"
                label={say('Người nhận', 'Recipients')}
                ways={[
                  { value: undefined, words: say('Cán bộ và lãnh đạo', 'Officers and leaders') },
                  { value: 'officer', words: say(...ROLE_WORDS.officer) },
                  { value: 'leader', words: say(...ROLE_WORDS.leader) },
                ]}
              />
              {plan.messages.length === 0 ? null : (
                <Form action={actionOf(facts)} typed={{ text: template }}>
                  <Hidden
                    fields={{
                      key: idempotence,
                      units: reminding.localities.map(({ code }) => code).join(' '),
                      indicators: reminding.indicators?.join(' '),
                    }}
                  />
                  <LongTextField
                    name="text"
                    rows={4}
                    maxLength={LONGEST_TEXT}
                    label={say('Lời nhắc', 'What it says')}
                    hint={say(
                      'Bên dưới lời nhắc, hệ thống tự ghi từng đơn vị chưa gửi báo cáo hay còn thiếu gì vào lúc gửi, và liên kết để báo cáo, hẹn ngày.',
                      'Below it stands what each unit has not sent or lacks when it goes out, and the links to report and to promise a date.',
                    )}
                  />
                  <button type="submit">
                    {say(
                      `Gửi nhắc nhở cho ${formatNumber(plan.messages.length)} người`,
                      `Remind ${formatNumber(plan.messages.length)} people`,
                    )}
                  </button>
                </Form>
              )}
              {sample === null ? null : (
                <details class="panel not-printed">
                  <summary>{say('Xem trước một tin', 'See one message')}</summary>
                  <div class="letter" lang="vi">
                    {sample}
                  </div>
                </details>
              )}
            </>
          ) : null}
          <Messages messages={plan.messages} facts={facts} />
          <Left left={plan.left} facts={facts} />
        </>
      )}
    </>
  );
}

function Outcome({ plan, sent }: { plan: RemindFacts['plan']; sent: boolean }) {
  const say = useSay();
  const people = formatNumber(plan.messages.length);
  const reached = formatNumber(new Set(plan.messages.flatMap(({ localities }) => localities)).size);
  const { length } = plan.unreachable;
  const missed =
    length === 0
      ? ''
      : say(
          ` ${formatNumber(length)} đơn vị không có ai nhận được: xem danh sách gọi điện bên dưới.`,
          ` ${formatNumber(length)} units reach nobody: see whom to call below.`,
        );
  if (sent)
    return (
      <Notice kind="good">
        {say(
          `Đã gửi nhắc nhở cho ${people} người, về ${reached} đơn vị.${missed}`,
          `${people} people are reminded, of ${reached} units.${missed}`,
        )}
      </Notice>
    );
  return (
    <p>
      <b>{say(`${people} người nhận, về ${reached} đơn vị`, `${people} people, of ${reached} units`)}</b>
      {say(', mỗi người một tin.', ', one message each.')}
      {missed}
    </p>
  );
}

function Messages({
  messages,
  facts: { named },
}: {
  messages: readonly PlannedMessage[];
  facts: RemindFacts;
}) {
  const say = useSay();
  const placesOf = ({ localities }: PlannedMessage) => {
    const names = localities.slice(0, NAMED).map((code) => placeOf(named.get(code), code));
    const rest = localities.length - names.length;
    return rest === 0
      ? names.join(', ')
      : `${names.join(', ')} ${say(`và ${rest} đơn vị khác`, `and ${rest} more`)}`;
  };
  return (
    <section aria-labelledby="nguoi-nhan">
      <h2 id="nguoi-nhan">{say('Người nhận', 'Who is reminded')}</h2>
      <DataTable
        name="nguoi"
        title={say('Danh sách người nhận', 'People who are reminded')}
        rows={messages}
        keyOf={({ channel, address }) => `${channel} ${address}`}
        empty={say('Không gửi được cho ai.', 'Nobody can be written to.')}
        columns={[
          { key: 'name', head: say('Người nhận', 'Name'), value: ({ name }) => name },
          { key: 'role', head: say('Vai trò', 'Role'), value: ({ role }) => say(...ROLE_WORDS[role]) },
          { key: 'units', head: say('Đơn vị', 'Units'), value: placesOf },
          {
            key: 'way',
            head: say('Kênh', 'Way'),
            value: ({ channel }) => say(...channelKind(channel).words.name),
          },
          { key: 'when', head: say('Gửi từ', 'From'), value: ({ notBefore }) => notBefore },
        ]}
      />
    </section>
  );
}

function Left({ left, facts: { named } }: { left: readonly LeftOut[]; facts: RemindFacts }) {
  const say = useSay();
  if (left.length === 0) return null;
  return (
    <section aria-labelledby="goi-dien">
      <h2 id="goi-dien">{say('Không gửi được, cần gọi điện', 'Not written to: please call')}</h2>
      <DataTable
        name="goi"
        title={say('Danh sách gọi điện', 'People to call')}
        rows={left}
        keyOf={({ locality, name, phone }) => `${locality} ${name} ${phone}`}
        columns={[
          {
            key: 'unit',
            head: say('Đơn vị', 'Unit'),
            value: ({ locality }) => placeOf(named.get(locality), locality),
          },
          { key: 'name', head: say('Đầu mối', 'Contact'), value: ({ name }) => name },
          {
            key: 'phone',
            head: say('Điện thoại', 'Telephone'),
            value: ({ phone }) => phone,
            cell: ({ phone }) => <Phone number={phone} />,
          },
          { key: 'why', head: say('Lý do', 'Why'), value: ({ code }) => say(...LEFT_OUT_WORDS[code]) },
        ]}
      />
    </section>
  );
}

const placeOf = (named: { type: string; name: string } | undefined, code: string) =>
  named ? `${named.type} ${named.name}` : code;

/** Of the address, what the form itself does not hold. */
function actionOf({ asked, inAddress, back }: RemindFacts): string {
  const query = new URLSearchParams({ next: back });
  if (asked.to !== 'both') query.set('to', asked.to);
  if (inAddress !== undefined) query.set('programme', inAddress);
  return `/nhac-nho?${query}`;
}
