import { may } from '../../access/principal.ts';
import { EVIDENCE_TYPES } from '../../review/evidence-rules.ts';
import { worksOnSet } from '../../scores/access.ts';
import { periodWords } from '../../scores/period-rules.ts';
import { criteriaOf, leftOutWords, show } from '../../scores/rules.ts';
import type { EntryRow, EvidenceRow } from '../../scores/store.ts';
import type { Criterion, Said, SaidOfAll, Sheet } from '../../scores/types.ts';
import type { Scores } from '../../scores/view.ts';
import { HOW_WORDS, SHEET_WORDS } from '../../scores/words.ts';
import { moment, NONE } from '../format.ts';
import { useSay, useWho } from '../language.tsx';
import { Facts } from '../parts/facts.tsx';
import {
  ChoiceField,
  Form,
  Hidden,
  LongTextField,
  NumberField,
  type Option,
  TextField,
  UploadField,
} from '../parts/form.tsx';
import { DataTable } from '../parts/table.tsx';
import { Tag } from '../parts/tag.tsx';
import { LOOKS, roundAddress, sheetAddress } from './words.ts';

export interface SheetShown {
  scores: Scores;
  sheet: Sheet;
  entries: readonly EntryRow[];
  files: readonly EvidenceRow[];
  /** A past day that is looked at: nothing can be done. */
  on: string | undefined;
}

/** A locality's sheet: why it has the points that it has, and the next step for who may take it. */
export function SheetPage({ scores, sheet, entries, files, on }: SheetShown) {
  const say = useSay();
  const { set, period } = scores;
  const { locality } = sheet;
  const names = new Map(criteriaOf(set).map((one) => [one.code, one]));
  const left = say(...leftOutWords(sheet));
  return (
    <>
      <p>
        <a href={roundAddress(set.code, period.label)}>{say('Về bảng xếp hạng', 'Back to the ranking')}</a>
      </p>
      <h1>
        {locality.type} {locality.name}: {set.nameVi}, {say(...periodWords(period.label))}
      </h1>
      <p>
        <Tag {...LOOKS[sheet.state]} words={SHEET_WORDS[sheet.state]} />
      </p>
      <Facts
        of={[
          [
            say('Kết quả', 'Result'),
            `${show(sheet.points)}/${show(sheet.max)} ${say('điểm', 'points')} = ${sheet.percent === null ? NONE : `${show(sheet.percent)} %`}${left === '' ? '' : ` (${left})`}`,
          ],
          sheet.rank !== null && [say('Xếp hạng', 'Rank'), sheet.rank],
          sheet.grade !== null && [say('Xếp loại', 'Grade'), sheet.grade],
          ...entries.map(
            (one) =>
              [
                one.kind === 'self' ? say('Tự chấm', 'Self-scored') : say('Thẩm định', 'Verified'),
                `${one.by}, ${moment(one.at)} (${say('lần', 'revision')} ${one.revision})`,
              ] as const,
          ),
        ]}
      />
      <section class="panel">
        <h2>{say(`Vì sao ${show(sheet.points)} điểm`, `Why ${show(sheet.points)} points`)}</h2>
        <DataTable
          title={say('Điểm từng tiêu chí', 'Points by criterion')}
          rows={sheet.criteria}
          keyOf={({ code }) => code}
          columns={[
            {
              key: 'criterion',
              head: say('Tiêu chí', 'Criterion'),
              value: ({ code }) => `${code}. ${names.get(code)?.nameVi ?? ''}`,
              under: ({ note }) => note,
              label: null,
            },
            {
              key: 'how',
              head: say('Cách tính', 'Arithmetic'),
              value: ({ howVi, how }) => say(howVi, how),
              under: ({ code, evidence }) => (
                <Evidence texts={evidence} files={files.filter((one) => one.criterion === code)} />
              ),
            },
            { key: 'self', head: say('Tự chấm', 'Self'), value: ({ self }) => points(self), figure: true },
            {
              key: 'verified',
              head: say('Thẩm định', 'Verified'),
              value: ({ verified }) => points(verified),
              figure: true,
            },
            {
              key: 'points',
              head: say('Điểm', 'Points'),
              value: (line) =>
                line.state === 'not_applicable'
                  ? say('không áp dụng', 'not applicable')
                  : `${show(line.points ?? 0)}/${show(line.max)}`,
              figure: true,
            },
          ]}
        />
        <p>
          {say('Cộng', 'In all')}: {show(sheet.points)}/{show(sheet.max)} ={' '}
          {sheet.percent === null ? NONE : `${show(sheet.percent)} %`}
        </p>
      </section>
      <Objections scores={scores} sheet={sheet} />
      {on === undefined ? <Steps shown={{ scores, sheet, entries, files, on }} /> : null}
    </>
  );
}

const points = (figure: number | null) => (figure === null ? null : show(figure));

function Evidence({ texts, files }: { texts: readonly string[]; files: readonly EvidenceRow[] }) {
  const say = useSay();
  if (texts.length + files.length === 0) return null;
  return (
    <>
      {say('Minh chứng:', 'Evidence:')}{' '}
      {texts.map((text) =>
        /^https?:\/\//.test(text) ? (
          <a key={text} href={text} rel="noopener noreferrer">
            {text}{' '}
          </a>
        ) : (
          <span key={text}>{text} </span>
        ),
      )}
      {files.map((file) => (
        <a key={file.id} href={sheetAddress(file.set, file.period, file.locality, `/tep/${file.id}`)}>
          {file.fileName}{' '}
        </a>
      ))}
    </>
  );
}

function Objections({ scores: { objections }, sheet: { locality } }: { scores: Scores; sheet: Sheet }) {
  const say = useSay();
  const own = objections.filter((one) => one.locality === locality.code);
  if (own.length === 0) return null;
  return (
    <section class="panel">
      <h2>{say('Kiến nghị và trả lời', 'Objections and answers')}</h2>
      <ul class="plain">
        {own.map((one) => (
          <li key={one.id}>
            <p>
              {one.reason} {one.criteria.length > 0 ? `(${one.criteria.join(', ')})` : ''}
            </p>
            <p class="hint">
              {one.by}, {moment(one.at)}
            </p>
            <p>
              {one.answer === null
                ? say('Chưa trả lời.', 'Not answered yet.')
                : `${one.accepted === 'yes' ? say('Chấp nhận', 'Accepted') : say('Không chấp nhận', 'Not accepted')}: ${one.answer} (${one.answeredBy}, ${one.answeredAt ? moment(one.answeredAt) : ''})`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ shown: { scores, sheet, entries } }: { shown: SheetShown }) {
  const say = useSay();
  const { registry, principal } = useWho();
  const { set, period, round, objections } = scores;
  const { code } = sheet.locality;
  const to = (below: string) => sheetAddress(set.code, period.label, code, below);
  const state = round?.state ?? 'open';
  const self = entries.find((one) => one.kind === 'self');
  const verification = entries.find((one) => one.kind === 'verification');
  const isOwn = may(principal.role, 'score') && (principal.area === code || principal.area === '*');
  const verifies = may(principal.role, 'review') && worksOnSet(registry, principal, set.province);
  const open = objections.find((one) => one.locality === code && one.answeredAt === null);
  return (
    <>
      {isOwn && state === 'open' && !verification ? (
        <>
          <Entry
            name="tu-cham"
            action={to('/tu-cham')}
            set={criteriaOf(set)}
            before={self}
            latest={self?.revision}
          >
            {say('Gửi điểm tự chấm', 'Send the self-score')}
          </Entry>
          <section class="panel">
            <h2>{say('Gửi tệp minh chứng', 'Send a file as evidence')}</h2>
            <Form id="minh-chung" name="minh-chung" action={to('/minh-chung')} files>
              <ChoiceField
                name="criterion"
                label={say('Tiêu chí', 'Criterion')}
                options={criteriaOf(set).map((one): Option => [one.code, `${one.code}. ${one.nameVi}`])}
              />
              <UploadField
                name="file"
                label={say('Tệp', 'File')}
                accept={EVIDENCE_TYPES}
                hint={say(
                  'Ảnh JPEG, PNG, WebP hoặc PDF, tối đa 5 MB.',
                  'JPEG, PNG, WebP or PDF, at most 5 MB.',
                )}
              />
              <button type="submit" class="quiet">
                {say('Gửi tệp', 'Send the file')}
              </button>
            </Form>
          </section>
        </>
      ) : null}
      {verifies && state === 'open' && self ? (
        <Entry
          name="tham-dinh"
          action={to('/tham-dinh')}
          set={criteriaOf(set)}
          before={verification ?? self}
          latest={verification?.revision}
        >
          {say('Lưu kết quả thẩm định', 'Save the verification')}
        </Entry>
      ) : null}
      {isOwn && state === 'published' && !open ? (
        <section class="panel">
          <h2>{say('Kiến nghị', 'Objection')}</h2>
          <Form id="kien-nghi" name="kien-nghi" action={to('/kien-nghi')}>
            <ChoiceField
              name="criterion"
              label={say('Về tiêu chí', 'About')}
              options={[
                ['', say('Cả phiếu điểm', 'The whole sheet')],
                ...criteriaOf(set).map((one): Option => [one.code, `${one.code}. ${one.nameVi}`]),
              ]}
            />
            <LongTextField name="reason" label={say('Nội dung kiến nghị', 'Reason')} maxLength={2_000} />
            <TextField
              name="evidence"
              label={say(
                'Minh chứng: đường dẫn hoặc số văn bản',
                'Evidence: a link or the number of a paper',
              )}
              maxLength={500}
            />
            <button type="submit">{say('Gửi kiến nghị', 'Send')}</button>
          </Form>
        </section>
      ) : null}
      {verifies && open ? (
        <section class="panel">
          <h2>{say('Trả lời kiến nghị', 'Answer the objection')}</h2>
          <Form id="tra-loi" name="tra-loi" action={to('/tra-loi')}>
            <ChoiceField
              name="accept"
              label={say('Kết luận', 'Decision')}
              options={[
                ['no', say('Không chấp nhận: giữ nguyên điểm', 'Not accepted: points stay')],
                ['yes', say('Chấp nhận', 'Accepted')],
              ]}
            />
            <LongTextField name="reason" label={say('Nội dung trả lời', 'Answer')} maxLength={2_000} />
            <p class="hint">
              {say(
                'Nếu chấp nhận, nhập số mới của tiêu chí thay đổi; để trống là giữ nguyên.',
                'Where it is accepted, the new figures; blank stays.',
              )}
            </p>
            <CriterionFields set={criteriaOf(set)} />
            <button type="submit">{say('Gửi trả lời', 'Answer')}</button>
          </Form>
        </section>
      ) : null}
    </>
  );
}

/** A form of all criteria, as they were said last. */
function Entry({
  name,
  action,
  set,
  before,
  latest,
  children,
}: {
  name: string;
  action: string;
  set: readonly Criterion[];
  before: EntryRow | undefined;
  latest: number | undefined;
  children: string;
}) {
  const say = useSay();
  return (
    <section class="panel">
      <h2>{name === 'tu-cham' ? say('Tự chấm điểm', 'Score yourself') : say('Thẩm định', 'Verify')}</h2>
      <Form id={name} name={name} action={action} typed={typedOf(before?.said ?? {})}>
        <Hidden fields={{ revision: latest ?? 0 }} />
        <CriterionFields set={set} />
        <button type="submit">{children}</button>
      </Form>
    </section>
  );
}

function CriterionFields({ set }: { set: readonly Criterion[] }) {
  const say = useSay();
  return (
    <>
      {set.map((one) => (
        <fieldset key={one.code} class="fields">
          <legend>
            {one.code}. {one.nameVi} ({say('tối đa', 'at most')} {show(one.max)})
          </legend>
          <p class="hint">
            {say(...HOW_WORDS[one.how])}
            {one.evidence === null ? '' : say(`. Minh chứng: ${one.evidence}`, `. Evidence: ${one.evidence}`)}
          </p>
          {one.how === 'figure' ? null : (
            <NumberField
              name={`f.${one.code}`}
              label={
                one.how === 'hand'
                  ? say('Điểm', 'Points')
                  : one.how === 'share'
                    ? say('Tỷ lệ (%)', 'Percent')
                    : say('Số liệu', 'Value')
              }
              of={one.code}
            />
          )}
          <ChoiceField
            name={`w.${one.code}`}
            label={say('Tình trạng số liệu', 'Whether there is a figure')}
            of={one.code}
            options={[
              ['', say('Có số liệu như trên', 'As above')],
              ['notApplicable', say('Không áp dụng (nêu lý do)', 'Not applicable (say why)')],
              ['unknown', say('Chưa có số liệu', 'Unknown')],
            ]}
          />
          <TextField
            name={`n.${one.code}`}
            label={say('Ghi chú, lý do', 'Note, reason')}
            of={one.code}
            maxLength={2_000}
          />
          <TextField
            name={`e.${one.code}`}
            label={say(
              'Minh chứng: đường dẫn, số văn bản (cách nhau bằng “;”)',
              'Evidence: links, numbers of papers (with “;”)',
            )}
            of={one.code}
            maxLength={2_000}
          />
        </fieldset>
      ))}
    </>
  );
}

/** What was said, as the fields show it. */
function typedOf(said: SaidOfAll): Record<string, string> {
  const of = (code: string, one: Said) => {
    const figure =
      one.points ??
      one.value ??
      (one.have !== undefined && one.need ? (one.have * 100) / one.need : undefined);
    return [
      [`f.${code}`, figure === undefined ? '' : String(figure).replace('.', ',')],
      [`w.${code}`, one.notApplicable ? 'notApplicable' : one.unknown ? 'unknown' : ''],
      [`n.${code}`, one.note ?? ''],
      [`e.${code}`, (one.evidence ?? []).join('; ')],
    ] as const;
  };
  return Object.fromEntries(Object.entries(said).flatMap(([code, one]) => of(code, one)));
}
