import { kindOf } from '../../alerts/kinds/all.ts';
import { localityAddress } from '../addresses.ts';
import { Mentions } from '../documents/mentions.tsx';
import { moment } from '../format.ts';
import { useSay } from '../language.tsx';
import type { FormBody } from '../parts/filled.ts';
import { Form } from '../parts/form.tsx';
import { AcknowledgeFields } from './acknowledge-form.tsx';
import { ALERTS, alertAddress, alertsAddress } from './addresses.ts';
import { areaCalled } from './areas.ts';
import { eventsOf } from './events.ts';
import { AlertTag } from './state.tsx';
import type { AlertFacts } from './story-facts.ts';
import { ComesNext } from './story-next.tsx';

/** One alert with its whole story, and the form to take it on. */
export function AlertPage({ facts, typed }: { facts: AlertFacts; typed: FormBody }) {
  const say = useSay();
  const { row, names, texts, broken, overOthers } = facts;
  const { locality } = names;
  const open = row.state !== 'resolved';
  return (
    <>
      <div class="head">
        <p>
          <a href={ALERTS}>← {say('Cảnh báo', 'Alerts')}</a>
        </p>
        <h1>{say(texts.reasonVi, texts.reason)}</h1>
        <p class="hint">
          {say(...kindOf(row.kind).name)}.{' '}
          {locality === null ? (
            areaCalled(names, say)
          ) : (
            <a href={localityAddress(locality.code)}>{`${locality.type} ${locality.name}`}</a>
          )}
          . {say('Từ', 'Since')} {moment(row.openedAt)}.
        </p>
        <p>
          <AlertTag state={row.state} />
        </p>
        {open ? (
          <p>
            {overOthers ? <strong>{say('Lời nhắc đơn vị:', 'What the unit is told:')} </strong> : null}
            {say(texts.todoVi, texts.todo)}
          </p>
        ) : null}
      </div>
      {broken === undefined ? null : (
        <p class="notice bad">
          {say('Đã quá ngày hẹn mà chưa hoàn thành.', 'The promised date has passed.')}{' '}
          <a href={alertAddress(broken.id)}>{say('Xem cảnh báo quá hẹn', 'See the alert about it')}</a>
        </p>
      )}
      {row.kind === 'promise_passed' && row.facts.alert !== null ? (
        <p>
          <a href={alertAddress(row.facts.alert)}>{say('Xem nội dung đã hẹn', 'See what was promised')}</a>
        </p>
      ) : null}
      <div class="split-page">
        <div>
          {open && facts.mayAct ? <TakeOn facts={facts} typed={typed} /> : null}
          <Events facts={facts} />
        </div>
        <div>
          <Mentions mentions={facts.mentions} />
          <ComesNext facts={facts} />
          {locality === null ? null : (
            <p>
              <a href={alertsAddress({ locality: locality.code, state: 'all' })}>
                {say('Mọi cảnh báo của đơn vị này', 'All alerts of this locality')}
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  );
}

function TakeOn({ facts: { row }, typed }: { facts: AlertFacts; typed: FormBody }) {
  const say = useSay();
  const again = row.state === 'acknowledged';
  return (
    <section class="panel" aria-labelledby="nhan-xu-ly">
      <h2 id="nhan-xu-ly">
        {again
          ? say('Đổi người xử lý hoặc hẹn lại', 'Change the owner or the date')
          : say('Nhận xử lý', 'Take it on')}
      </h2>
      <Form action={`${alertAddress(row.id)}/nhan-xu-ly`} typed={typed}>
        <AcknowledgeFields />
        <button type="submit">
          {again
            ? say('Lưu', 'Save')
            : say('Nhận xử lý và hẹn ngày hoàn thành', 'Take it on and promise the date')}
        </button>
      </Form>
    </section>
  );
}

function Events({ facts }: { facts: AlertFacts }) {
  const say = useSay();
  return (
    <section aria-labelledby="dien-bien">
      <h2 id="dien-bien">{say('Diễn biến', 'What happened')}</h2>
      <ul class="lines">
        {eventsOf(facts, say).map(({ at, what, more }) => (
          <li key={`${at.getTime()} ${what}`}>
            <time dateTime={at.toISOString()}>{moment(at)}</time>
            <div>
              {what}
              {more.map((line) => (
                <small key={line}>{line}</small>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
