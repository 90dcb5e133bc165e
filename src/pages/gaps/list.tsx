import { formatDay } from '../../days.ts';
import type { Mention } from '../../documents/store.ts';
import { notShownWords } from '../../funding/need-rules.ts';
import { FUNDING_WORDS } from '../../funding/words.ts';
import { gapsAddress, localityAddress, withQuery } from '../addresses.ts';
import { alertAddress } from '../alerts/addresses.ts';
import { MentionLink } from '../documents/mentions.tsx';
import { DRAFT, draftAddress } from '../documents/words.ts';
import { formatAge, formatNumber, NONE } from '../format.ts';
import { needsAddress, seesNeeds } from '../funding/addresses.ts';
import { type Say, useSay, useWho } from '../language.tsx';
import { PickForm } from '../parts/form.tsx';
import type { PageOf } from '../parts/pager.tsx';
import { useProvinceBeside } from '../parts/places.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { historyAddress, promiseAddress } from '../promises/addresses.ts';
import { standingWords } from '../promises/words.ts';
import { REMIND } from '../reminders/addresses.ts';
import { unitWord } from '../units.ts';
import { STATES } from '../words.ts';
import type { GapsFacts } from './facts.ts';
import { queryOf } from './question.ts';
import { countedUnit, gapKey, LIST_COLUMNS, type ListedGap, unitsMissing } from './rules.ts';

/** What the reader may do with rows that he chooses. */
export interface MayDo {
  promise: boolean;
  remind: boolean;
  /** Draft documents. */
  write: boolean;
}

export interface GapListProps {
  facts: GapsFacts;
  page: PageOf<ListedGap>;
  may: MayDo;
  /** By which document a gap was urged last, by its key. */
  urged: ReadonlyMap<string, Mention>;
}

/** Gaps row by row. Who may do something about them chooses rows and goes on with them. */
export function GapList({ facts, page, may, urged }: GapListProps) {
  const say = useSay();
  const { asked } = facts;
  const picks = may.promise || may.remind;
  const table = <GapTable {...{ facts, page, picks, urged }} />;
  if (!picks) return table;
  return (
    <PickForm
      to={may.remind ? gapsAddress({}, '/don-doc') : promiseAddress()}
      // So that the way back leads to this very list.
      fields={queryOf(asked, { page: asked.page })}
      list={table}
      below={may.remind ? <RemindAll facts={facts} may={may} /> : null}
    >
      {may.promise ? (
        <button type="submit" formaction={promiseAddress()}>
          {say('Hẹn ngày hoàn thành', 'Promise a date')}
        </button>
      ) : null}
      {may.remind ? (
        <button type="submit" class="quiet" formaction={REMIND}>
          {say('Nhắc ngay', 'Remind now')}
        </button>
      ) : null}
      {may.remind ? (
        <button type="submit" class="quiet">
          {say('Soạn văn bản đôn đốc (dòng đã chọn)', 'Draft reminders for the chosen rows')}
        </button>
      ) : null}
      {may.write ? (
        <button type="submit" class="quiet" formaction={DRAFT}>
          {say('Soạn công văn (dòng đã chọn)', 'Draft a document of the chosen rows')}
        </button>
      ) : null}
    </PickForm>
  );
}

function RemindAll({ facts: { asked, found }, may }: { facts: GapsFacts; may: MayDo }) {
  const say = useSay();
  const all = { ...queryOf(asked, { page: asked.page }), all: 'yes' };
  const count = formatNumber(found.length);
  return (
    <p class="not-printed">
      <a class="button quiet" href={gapsAddress(all, '/don-doc')}>
        {say(`Soạn văn bản đôn đốc cho cả ${count} dòng`, `Draft reminders for all ${count} rows`)}
      </a>{' '}
      <a class="button quiet" href={withQuery(REMIND, all)}>
        {say(`Nhắc ngay cả ${count} dòng`, `Remind of all ${count} rows now`)}
      </a>
      {may.write ? (
        <>
          {' '}
          <a class="button quiet" href={draftAddress(all)}>
            {say(`Soạn công văn cho cả ${count} dòng`, `Draft a document of all ${count} rows`)}
          </a>
        </>
      ) : null}
    </p>
  );
}

function GapTable({ facts, page, picks, urged }: Omit<GapListProps, 'may'> & { picks: boolean }) {
  const say = useSay();
  const { programme } = facts.asked;
  const provinceOf = useProvinceBeside();
  const money = seesNeeds(useWho().principal);
  const caption = say('Nội dung còn thiếu của từng đơn vị', 'Who lacks what, since when');
  const placeOf = ({ named }: ListedGap) => `${named.type} ${named.name}`;
  const nameOf = ({ of }: ListedGap) => say(of.nameVi, of.nameEn);
  return (
    <div class="gap-list">
      <DataTable
        title={caption}
        caption={caption}
        rows={page.rows}
        of={page}
        sorted={{ keys: LIST_COLUMNS, by: facts.sort }}
        keyOf={gapKey}
        pick={picks && { name: 'gap', value: gapKey, of: (gap) => `${placeOf(gap)}: ${nameOf(gap)}` }}
        // Its own files hold more than it shows.
        files={false}
        columns={[
          {
            key: 'locality',
            head: say('Đơn vị', 'Locality'),
            cell: (gap) => <a href={localityAddress(gap.locality, { programme })}>{placeOf(gap)}</a>,
            under: ({ named }) => provinceOf(named.province),
          },
          { key: 'indicator', head: say('Chỉ tiêu', 'Indicator'), label: null, class: 'what', value: nameOf },
          {
            key: 'state',
            head: say('Tình trạng', 'State'),
            label: null,
            cell: ({ state }) => <Tag {...STATES[state]} />,
          },
          {
            key: 'have',
            head: say('Hiện có / cần có', 'Have / need'),
            figure: true,
            descends: false,
            value: ({ of, have, need }) =>
              countedUnit(of) === null || have === null
                ? null
                : `${formatNumber(have)} / ${formatNumber(need)}`,
          },
          {
            key: 'missing',
            head: say('Thiếu', 'Missing'),
            figure: true,
            value: unitsMissing,
            under: (gap) => unitsMissing(gap) !== null && unitWord(countedUnit(gap.of) ?? '', say),
          },
          // A column that says nothing of anything is not shown.
          facts.all.some(({ paid }) => paid.funding !== 'none') && {
            key: 'funding',
            head: say('Kinh phí', 'Funding'),
            value: ({ paid }) => (paid.funding === 'none' ? null : say(...FUNDING_WORDS[paid.funding])),
            cell: ({ locality, indicator, paid: { funding } }) => {
              if (funding === 'none') return NONE;
              const words = say(...FUNDING_WORDS[funding]);
              const href = needsAddress({ programme, locality, indicator });
              return money ? <a href={href}>{words}</a> : words;
            },
            under: ({ paid }) => fundingNote(paid, say),
          },
          {
            key: 'since',
            head: say('Từ ngày', 'Since'),
            value: ({ since }) => since,
            under: ({ ageDays }) => ageDays > 0 && `(${formatAge(ageDays, say)})`,
          },
          { key: 'agency', head: say('Cơ quan phụ trách', 'Agency'), value: ({ of }) => of.agency },
          {
            key: 'owner',
            head: say('Người xử lý', 'Owner'),
            value: ({ owner }) => owner,
            cell: ({ owner, alert }) =>
              owner === null || alert === null ? (owner ?? NONE) : <a href={alertAddress(alert)}>{owner}</a>,
            under: (gap) => {
              const mention = urged.get(gapKey(gap));
              return mention && <MentionLink of={mention} />;
            },
          },
          {
            key: 'promise',
            head: say('Hẹn hoàn thành', 'Promised'),
            value: ({ promise }) => promise,
            cell: ({ named, indicator, promise }) =>
              promise === null ? (
                NONE
              ) : (
                <a href={historyAddress(named.code, { programme, indicator })}>{formatDay(promise)}</a>
              ),
            under: (gap) => {
              const standing = standingWords(gap, facts.today);
              return standing && say(...standing);
            },
          },
        ]}
      />
    </div>
  );
}

/** Units granted and delivered of it; what was delivered and not recorded. */
function fundingNote({ allocated, delivered, shown, notShown }: ListedGap['paid'], say: Say): string | null {
  if (notShown) return say(...notShownWords(notShown));
  if (allocated <= shown) return null;
  return say(
    `cấp ${formatNumber(allocated)}, bàn giao ${formatNumber(delivered)}`,
    `${formatNumber(allocated)} allocated, ${formatNumber(delivered)} delivered`,
  );
}
