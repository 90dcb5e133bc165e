import { may } from '../../access/principal.ts';
import { formatDay } from '../../days.ts';
import { worksOnSet } from '../../scores/access.ts';
import { periodWords } from '../../scores/period-rules.ts';
import { changeOf } from '../../scores/present.ts';
import { leftOutWords, show } from '../../scores/rules.ts';
import type { Scores } from '../../scores/view.ts';
import { SHEET_WORDS } from '../../scores/words.ts';
import { moment, NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import { ActionButton, Form, TextField } from '../parts/form.tsx';
import { Notice } from '../parts/notice.tsx';
import { placeColumn } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { fileAddress, LOOKS, roundAddress, SCORES, sheetAddress } from './words.ts';

/** The ranking of a period, and the next step of it for who may take it. */
export function RoundPage({ scores, on }: { scores: Scores; on: string | undefined }) {
  const say = useSay();
  const { set, period, round, publication, sheets, before } = scores;
  const { label } = period;
  const state =
    publication?.kind === 'approval'
      ? say('Đã phê duyệt', 'Approved')
      : publication
        ? say('Đã công bố tạm thời', 'Published provisionally')
        : say('Đang chấm, chưa công bố', 'At work, not published');
  return (
    <>
      <p>
        <a href={SCORES}>{say('Mọi bộ tiêu chí', 'All criteria sets')}</a>
      </p>
      <h1>
        {set.nameVi}, {say(...periodWords(label))}
      </h1>
      {on === undefined ? null : (
        <Notice>
          {say(
            `Điểm như đã công bố đến hết ngày ${formatDay(on)}.`,
            `As published by the end of ${formatDay(on)}.`,
          )}{' '}
          <a href={roundAddress(set.code, label)}>{say('Xem hiện nay', 'As it is now')}</a>
        </Notice>
      )}
      <Facts
        of={[
          [say('Trạng thái', 'State'), state],
          (round?.version ?? 1) > 1 && [say('Lần', 'Version'), round?.version],
          publication && [say('Công bố', 'Published'), `${publication.by}, ${moment(publication.at)}`],
          publication && round?.objectionsUntil
            ? [say('Nhận kiến nghị đến hết', 'Objections until'), formatDay(round.objectionsUntil)]
            : null,
        ]}
      />
      <p class="files">
        <a href={fileAddress(set.code, label, 'xlsx', on)}>
          {say('Tải phiếu điểm (XLSX)', 'Workbook (XLSX)')}
        </a>{' '}
        <a href={fileAddress(set.code, label, 'docx', on)}>{say('Tải phụ lục (Word)', 'Annex (Word)')}</a>
      </p>
      {on === undefined ? <Steps scores={scores} /> : null}
      <section class="panel">
        <h2>{say('Xếp hạng', 'Ranking')}</h2>
        <DataTable
          title={say('Xếp hạng', 'Ranking')}
          rows={sheets}
          keyOf={({ locality }) => locality.code}
          empty={say('Chưa có điểm nào được công bố.', 'Nothing is published yet.')}
          columns={[
            { key: 'rank', head: say('Hạng', 'Rank'), value: ({ rank }) => rank, figure: true },
            {
              ...placeColumn(
                say,
                'locality',
                (code) => `${sheetAddress(set.code, label, code)}${on === undefined ? '' : `?on=${on}`}`,
              ),
              label: null,
            },
            {
              key: 'percent',
              head: say('Tỷ lệ điểm (%)', 'Percent'),
              value: ({ percent }) => percent,
              cell: ({ percent }) => (percent === null ? NONE : `${show(percent)} %`),
              figure: true,
            },
            {
              key: 'points',
              head: say('Điểm', 'Points'),
              value: ({ points, max }) => `${show(points)}/${show(max)}`,
              under: (sheet) => say(...leftOutWords(sheet)),
              sort: ({ points }) => points,
              figure: true,
            },
            { key: 'grade', head: say('Xếp loại', 'Grade'), value: ({ grade }) => grade },
            {
              key: 'change',
              head: say('So với kỳ trước', 'Change'),
              value: (sheet) => {
                const change = changeOf(sheet, before);
                if (!change || change.rank === null || change.percent === null) return null;
                const moved =
                  change.rank === 0
                    ? say('giữ hạng', 'same place')
                    : change.rank > 0
                      ? say(`tăng ${change.rank} hạng`, `up ${change.rank}`)
                      : say(`giảm ${-change.rank} hạng`, `down ${-change.rank}`);
                return `${moved} (${change.percent > 0 ? '+' : ''}${show(change.percent)})`;
              },
              sort: (sheet) => changeOf(sheet, before)?.rank ?? null,
            },
            {
              key: 'state',
              head: say('Trạng thái', 'State'),
              value: ({ state: one }) => say(...SHEET_WORDS[one]),
              cell: ({ state: one }) => <Tag {...LOOKS[one]} words={SHEET_WORDS[one]} />,
            },
          ]}
        />
      </section>
    </>
  );
}

function Steps({ scores: { set, period, round } }: { scores: Scores }) {
  const say = useSay();
  const { registry, principal } = useWho();
  if (!worksOnSet(registry, principal, set.province)) return null;
  const state = round?.state ?? 'open';
  const verifies = may(principal.role, 'review');
  return (
    <div class="steps do">
      {verifies && state === 'open' ? (
        <Form id="cong-bo" name="cong-bo" action={roundAddress(set.code, period.label, '/cong-bo')}>
          <TextField
            name="objectionsUntil"
            type="date"
            label={say('Nhận kiến nghị đến hết ngày', 'Objections until')}
            hint={say('Để trống: sau 10 ngày.', 'Blank: in ten days.')}
          />
          <button type="submit">{say('Công bố tạm thời', 'Publish')}</button>
        </Form>
      ) : null}
      {may(principal.role, 'approve') && state === 'published' ? (
        <ActionButton
          action={roundAddress(set.code, period.label, '/phe-duyet')}
          name={say('Phê duyệt kết quả', 'Approve')}
        />
      ) : null}
      {verifies && state === 'approved' ? (
        <ActionButton
          action={roundAddress(set.code, period.label, '/dinh-chinh')}
          name={say('Đính chính', 'Correct')}
        />
      ) : null}
    </div>
  );
}
