import { formatDay } from '../../days.ts';
import { sameValue, type Value } from '../../intake/types.ts';
import { KIND_FACTS } from '../../registry/indicator-kinds.ts';
import { registerAddress } from '../certificates/addresses.ts';
import { registerText } from '../certificates/words.ts';
import { formatNumber } from '../format.ts';
import { useSay, type Words } from '../language.tsx';
import { unitWord } from '../units.ts';
import type { Question } from './facts.ts';
import { type FieldFault, fieldIds } from './faults.ts';
import { ASKED_BY, fieldNames, readValue, type Typed, typedOf } from './fields.ts';
import { nameOf, unitOf, valueText } from './words.ts';

export interface QuestionProps {
  question: Question;
  /** Code of the locality that is asked. */
  locality: string;
  typed: Typed;
  /** What is wrong with it. */
  fault: FieldFault | undefined;
}

/** One question: its fields, what was last said of it, and what is wrong with what is there now. */
export function QuestionFields({ question, locality, typed, fault }: QuestionProps) {
  const say = useSay();
  const { indicator, doubt } = question;
  const ids = fieldIds(indicator);
  const described = [ids.hint, ...(fault === undefined ? [] : [ids.error])].join(' ');
  return (
    <fieldset
      id={ids.question}
      class={fault === undefined ? 'question' : 'question faulty'}
      aria-describedby={described}
      data-last={answerOf(question)}
      data-surplus={indicator.allowsSurplus ? '' : undefined}
    >
      <legend>
        {nameOf(indicator, say)}
        {indicator.required ? null : <small> {say('(chỉ tiêu tham khảo)', '(for information)')}</small>}
      </legend>
      {doubt === undefined ? null : (
        <p class="doubt">
          <b>{say('Cần xem lại.', 'To be looked at again.')}</b>{' '}
          {say('Ý kiến của Sở:', 'The reviewer writes:')} “{doubt}”
        </p>
      )}
      {fault === undefined ? null : (
        <p id={ids.error} class="error">
          {fault.beside}
        </p>
      )}
      {ASKED_BY[indicator.kind] === 'choice' ? (
        <Choices question={question} typed={typed} />
      ) : (
        <Figures question={question} typed={typed} fault={fault} />
      )}
      <p id={ids.hint} class="hint">
        <LastSaid question={question} typed={typed} />
        {question.register === undefined ? null : (
          <>
            {' '}
            <a href={registerAddress(locality)}>{say('Sổ chứng thư số', 'Register of certificates')}</a>
            {': '}
            {registerText(question.register, say)}.
          </>
        )}
      </p>
    </fieldset>
  );
}

function Choices({ question: { indicator }, typed }: Pick<QuestionProps, 'question' | 'typed'>) {
  const ids = fieldIds(indicator);
  const say = useSay();
  const chosen = typed.unknown ? 'unknown' : typed.text;
  return (
    <div class="answers">
      {(['yes', 'no', 'unknown'] as const).map((value) => (
        <label key={value} class="choice">
          <input
            type="radio"
            id={value === 'yes' ? ids.first : undefined}
            name={fieldNames(indicator.code).text}
            value={value}
            checked={chosen === value}
          />
          {say(...CHOICES[value])}
        </label>
      ))}
    </div>
  );
}

const CHOICES: Record<'yes' | 'no' | 'unknown', Words> = {
  yes: ['Có', 'Yes'],
  no: ['Chưa', 'Not yet'],
  unknown: ['Chưa rõ', 'Not known'],
};

function Figures({ question: { indicator }, typed, fault }: Omit<QuestionProps, 'locality'>) {
  const say = useSay();
  const ids = fieldIds(indicator);
  const names = fieldNames(indicator.code);
  const { halves } = KIND_FACTS[indicator.kind];
  const isDay = ASKED_BY[indicator.kind] === 'day';
  const unit = unitOf(indicator);
  const field = (half: 'have' | 'need', id: string, name: string, label: string, value: string) => {
    const invalid = fault && (fault.half === null || fault.half === half) ? 'true' : undefined;
    return (
      <div class="figure-field">
        <label for={id}>{label}</label>
        {isDay ? (
          <input id={id} type="date" name={name} value={value} aria-invalid={invalid} />
        ) : (
          <input
            id={id}
            type="text"
            inputmode={halves ? 'numeric' : 'decimal'}
            name={name}
            value={value}
            autocomplete="off"
            maxLength={20}
            aria-invalid={invalid}
          />
        )}
      </div>
    );
  };
  return (
    <div class="answers">
      {field(
        'have',
        ids.first,
        names.text,
        halves ? say('Hiện có', 'Have') : isDay ? say('Ngày', 'Day') : say('Số', 'Figure'),
        typed.text,
      )}
      {halves ? field('need', ids.need, names.need, say('Cần có', 'Needed'), typed.need) : null}
      {unit === null ? null : <span class="unit">{unitWord(unit, say)}</span>}
      <label class="choice">
        <input type="checkbox" name={names.unknown} value="on" checked={typed.unknown} />
        {say(...CHOICES.unknown)}
      </label>
    </div>
  );
}

/** The last answer as it stands in fields, for the browser to see what is another; undefined when there is none. */
function answerOf({ indicator, last }: Question): string | undefined {
  const { text, need, unknown } = typedOf(indicator, last?.value);
  if (unknown) return 'unknown';
  return text === '' ? undefined : KIND_FACTS[indicator.kind].halves ? `${text}/${need}` : text;
}

/** "Lần trước: 14 / 16 chứng thư (25/9/2025)", and what to know of it. */
function LastSaid({ question, typed }: Pick<QuestionProps, 'question' | 'typed'>) {
  const say = useSay();
  const { indicator, last, stands, shown, requirement } = question;
  const unit = unitOf(indicator);
  const now = readValue(indicator, typed, shown).value;
  const changed = last !== undefined && now !== undefined && !sameValue(last.value, now as Value);
  return (
    <>
      {last === undefined
        ? say('Chưa báo cáo lần nào.', 'Never reported.')
        : `${say('Lần trước', 'Last time')}: ${valueText(last.value, unit, say)} (${formatDay(last.day)})${
            stands ? '.' : say(', đã hết hiệu lực, cần báo cáo lại.', ', out of date, please report again.')
          }`}
      {requirement === null
        ? null
        : ` ${say('Số cần có do Sở giao', 'Needed, as the department has set')}: ${formatNumber(requirement)}.`}
      {changed ? <b class="changed"> {say('Khác lần trước', 'Changed')}</b> : null}
    </>
  );
}
