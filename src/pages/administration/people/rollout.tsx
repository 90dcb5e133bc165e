import { dayOf } from '../../../days.ts';
import type { Rollout } from '../../../people/rollout.ts';
import { formatNumber } from '../../format.ts';
import { useSay, useWho } from '../../language.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ActionButton } from '../../parts/form.tsx';
import { DataTable } from '../../parts/table.tsx';
import { Frame } from '../frame.tsx';
import { CARDS, ROLLOUT, SHEET } from './addresses.ts';

/** How far the units have come: who was asked, who has looked, who is in, and who has reported. */
export function RolloutPage({ rollout: { totals, units, awaited } }: { rollout: Rollout }) {
  const say = useSay();
  const { registry, now } = useWho();
  const waits = formatNumber(awaited.length);
  const nobodyAsked = awaited.every(({ account }) => account?.state === 'not_invited');
  const of = (count: number, all: number) => `${formatNumber(count)} / ${formatNumber(all)}`;
  const named = new Map(
    units.map(({ locality }) => [locality.code, registry.nameOn(locality, dayOf(now))] as const),
  );
  return (
    <Frame title={say('Tiến độ mời người dùng', 'How far people have come')}>
      {totals.people === 0 ? (
        <p class="notice">
          {say('Chưa có ai có tài khoản.', 'Nobody has an account yet.')}{' '}
          <a href={SHEET}>{say('Nhập người dùng từ tệp', 'Take people from a sheet')}</a>
        </p>
      ) : (
        <>
          <Facts
            of={[
              [say('Đơn vị có người dùng', 'Units with people'), of(totals.withPeople, totals.units)],
              [say('Người đã được mời', 'People invited'), of(totals.invited, totals.people)],
              [say('Đã mở liên kết', 'Opened the link'), of(totals.opened, totals.people)],
              [say('Đã vào hệ thống', 'Signed in'), of(totals.signedIn, totals.people)],
              [say('Đơn vị đã gửi báo cáo', 'Units that have reported'), of(totals.reporting, totals.units)],
            ]}
          />
          {awaited.length === 0 ? (
            <p class="notice good">{say('Mọi người đã vào hệ thống.', 'Everybody has come in.')}</p>
          ) : (
            <div class="answers">
              <ActionButton
                action={`${ROLLOUT}/nhac`}
                name={
                  nobodyAsked
                    ? say(`Mời ${waits} người`, `Invite ${waits} people`)
                    : say(`Nhắc ${waits} người chưa vào`, `Remind ${waits} who have not come`)
                }
              />
              <a class="button quiet" href={CARDS}>
                {say('In thẻ mời', 'Print cards')}
              </a>
            </div>
          )}
          <p class="hint">
            {say(
              'Mỗi người nhận nhiều nhất một thư mời trong ngày. Liên kết dùng được một lần, trong 7 ngày.',
              'Nobody is asked more than once a day. A link is good once, for 7 days.',
            )}
          </p>
        </>
      )}
      <DataTable
        title={say('Theo đơn vị', 'By unit')}
        caption={say('Theo đơn vị', 'By unit')}
        rows={units}
        size={200}
        keyOf={({ locality }) => locality.code}
        columns={[
          {
            key: 'unit',
            head: say('Đơn vị', 'Unit'),
            value: ({ locality }) => {
              const one = named.get(locality.code);
              return one ? `${one.type} ${one.name}` : locality.code;
            },
            sort: ({ locality }) => named.get(locality.code)?.name,
            under: ({ awaited: some }) => some.map((one) => one.name).join(', '),
          },
          {
            key: 'people',
            head: say('Người dùng', 'People'),
            figure: true,
            sum: true,
            value: (one) => one.people,
          },
          {
            key: 'invited',
            head: say('Đã mời', 'Invited'),
            figure: true,
            sum: true,
            value: (one) => one.invited,
          },
          {
            key: 'opened',
            head: say('Đã mở', 'Opened'),
            figure: true,
            sum: true,
            value: (one) => one.opened,
          },
          {
            key: 'in',
            head: say('Đã vào', 'Signed in'),
            figure: true,
            sum: true,
            value: (one) => one.signedIn,
          },
          {
            key: 'record',
            head: say('Báo cáo gần nhất', 'Last report'),
            value: ({ lastRecordOn }) => lastRecordOn ?? say('chưa gửi', 'none yet'),
            sort: ({ lastRecordOn }) => lastRecordOn,
          },
        ]}
      />
    </Frame>
  );
}
