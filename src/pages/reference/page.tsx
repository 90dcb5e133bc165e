import { own } from '../../lib/own.ts';
import { useReading, useSay } from '../language.tsx';
import { DataTable } from '../parts/table.tsx';
import type { Words } from '../say.ts';
import { partLink, REFERENCE } from './addresses.ts';
import type { Field, Operation } from './document.ts';
import { SUMMARIES } from './summaries.ts';
import { ANSWERS, PARTS } from './words.ts';

/** What can be called, part by part. */
export function ReferencePage({
  operations,
  publicUrl,
}: {
  operations: readonly Operation[];
  publicUrl: string;
}) {
  const say = useSay();
  const parts = [...new Set(operations.map(({ part }) => part))];
  return (
    <article class="reference">
      <h1>{say('Tài liệu API', 'API reference')}</h1>
      <section class="panel">
        <ul>
          <li>
            {say(
              'Mỗi lần gọi cần một mã truy cập: quản trị viên cấp tại ',
              'Each call needs a token: made under ',
            )}
            <a href="/quan-tri/ma-truy-cap">{say('trang mã truy cập', 'tokens')}</a>
            {say(
              '. Mã chỉ thấy được địa bàn và quyền đã cấp.',
              '. A token sees its area and its rights alone.',
            )}
          </li>
          <li>
            {say(
              'Ngày viết năm-tháng-ngày (2025-09-27); thời điểm theo ISO 8601 có múi giờ; đơn vị là mã 5 chữ số.',
              'Days are YYYY-MM-DD, instants ISO 8601 with offset; a locality is its code of five figures.',
            )}
          </li>
          <li>
            {say(
              'Mọi lỗi được nêu trong một lần trả lời, bằng tiếng Việt và tiếng Anh (RFC 9457). Ngoài địa bàn là 404.',
              'Every fault is named in one answer, in Vietnamese and English (RFC 9457). Outside the area is 404.',
            )}
          </li>
          <li>
            {say('Cho máy đọc: ', 'For machines: ')}
            <a href={`${REFERENCE}/json`}>OpenAPI (JSON)</a> ·{' '}
            <a href={`${REFERENCE}/yaml`}>OpenAPI (YAML)</a>
          </li>
        </ul>
        <pre>
          <code>{`curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/api/v1/localities`}</code>
        </pre>
      </section>
      {parts.map((part) => (
        <section key={part} class="panel" aria-labelledby={`phan-${part}`}>
          <h2 id={`phan-${part}`}>
            <a href={partLink(part)}>
              <PartName part={part} />
            </a>
          </h2>
          <ul class="calls">
            {operations
              .filter((one) => one.part === part)
              .map((one) => (
                <li key={one.id}>
                  <a href={`${partLink(part)}#${one.id}`}>
                    <Call operation={one} />
                  </a>
                  <Summary operation={one} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

/** One part: each call with what it takes and answers. */
export function PartPage({
  part,
  operations,
  publicUrl,
}: {
  part: string;
  operations: readonly Operation[];
  publicUrl: string;
}) {
  const say = useSay();
  return (
    <article class="reference">
      <p>
        <a href={REFERENCE}>{say('Tài liệu API', 'API reference')}</a>
      </p>
      <h1>
        <PartName part={part} />
      </h1>
      {operations.map((one) => (
        <section key={one.id} class="panel" aria-labelledby={one.id}>
          <h2 id={one.id}>
            <Call operation={one} />
          </h2>
          <p>
            <Summary operation={one} />
          </p>
          {one.description === '' ? null : (
            <p lang="en">
              <Told text={one.description} />
            </p>
          )}
          {one.open ? <p class="hint">{say('Không cần mã truy cập.', 'Needs no token.')}</p> : null}
          <Fields title={say('Tham số', 'Parameters')} of={one} fields={one.parameters} />
          {one.bodies.map(({ type, fields }) => (
            <Fields
              key={type}
              title={say(`Nội dung gửi: ${type}`, `Body: ${type}`)}
              of={one}
              fields={fields}
              always
            />
          ))}
          <h3>{say('Ví dụ', 'Example')}</h3>
          <pre>
            <code>{curlOf(one, publicUrl)}</code>
          </pre>
          <h3>{say('Trả lời', 'Answers')}</h3>
          {one.answers.map((answer) => (
            <Answer key={`${answer.status} ${answer.type}`} of={one} answer={answer} />
          ))}
        </section>
      ))}
    </article>
  );
}

/** The document's own sentences, in which names stand between backticks. */
function Told({ text }: { text: string }) {
  const parts = text.split('`');
  return <>{parts.map((part, at) => (at % 2 === 1 ? <code key={`${at} ${part}`}>{part}</code> : part))}</>;
}

/** A name that the document alone knows is in English. */
function PartName({ part }: { part: string }) {
  const say = useSay();
  const words = own(PARTS, part);
  return <span lang={words ? undefined : 'en'}>{words ? say(...words) : part}</span>;
}

export const partTitle = (part: string): Words => own(PARTS, part) ?? [part, part];

function Call({ operation: { method, path } }: { operation: Operation }) {
  return (
    <code class="call">
      <b>{method}</b> {path}
    </code>
  );
}

function Summary({ operation: { name, summary } }: { operation: Operation }) {
  const { language } = useReading();
  const vi = own(SUMMARIES, name);
  return vi !== undefined && language === 'vi' ? <span>{vi}</span> : <span lang="en">{summary}</span>;
}

function Answer({ of, answer }: { of: Operation; answer: Operation['answers'][number] }) {
  const say = useSay();
  const { status, type, fields, description } = answer;
  const words = own(ANSWERS, status);
  const head = (
    <>
      <b>{status === 'default' ? '…' : status}</b>{' '}
      {words ? say(...words) : <span lang="en">{description}</span>}
      {type === '' ? null : <small> {type}</small>}
    </>
  );
  // What all failures look like is told once, with the problem itself.
  if (fields.length === 0 || type.includes('problem')) return <p class="answer">{head}</p>;
  return (
    <details class="answer">
      <summary>{head}</summary>
      <Fields title={say(`Trả lời ${status}`, `Answer ${status}`)} of={of} fields={fields} />
    </details>
  );
}

function Fields({
  title,
  of,
  fields,
  always = false,
}: {
  title: string;
  of: Operation;
  fields: readonly Field[];
  /** Whether its title stands where there is nothing to list: a file, a text. */
  always?: boolean;
}) {
  const say = useSay();
  if (fields.length === 0) return always ? <h3>{title}</h3> : null;
  return (
    <DataTable
      title={`${title} – ${of.name}`}
      caption={title}
      rows={fields}
      keyOf={({ name }) => name}
      size={1_000}
      sorts={false}
      files={false}
      columns={[
        {
          key: 'name',
          head: say('Trường', 'Field'),
          cell: ({ name }) => <code>{name}</code>,
        },
        {
          key: 'kind',
          head: say('Kiểu', 'Kind'),
          value: ({ kind }) => say(...kind),
          under: ({ required }) => (required ? say('bắt buộc', 'required') : ''),
        },
        {
          key: 'what',
          head: say('Giải thích', 'What it is'),
          label: null,
          cell: ({ description, limits }) => (
            <>
              {description === '' ? null : (
                <span lang="en">
                  <Told text={description} />
                </span>
              )}
              {limits.length === 0 ? null : (
                <small class="under limits">{limits.map((limit) => say(...limit)).join('; ')}</small>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** The call as a line for a shell. */
function curlOf({ method, path, open, bodies, example }: Operation, publicUrl: string): string {
  const [type] = bodies.map((one) => one.type);
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${publicUrl}${path}'`,
    ...(open ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(type === undefined ? [] : [`-H 'content-type: ${type}'`]),
    ...(type === undefined
      ? []
      : [example === undefined ? '--data-binary @FILE' : `-d '${JSON.stringify(example)}'`]),
  ];
  return lines.join(' \\\n  ');
}
