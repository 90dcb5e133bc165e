import { Fragment } from 'preact';
import { formatDay, isDay } from '../../days.ts';
import { dateLine, type Letterhead, numberLine } from '../../papers/layout.ts';
import {
  type Annex,
  addressedTo,
  type Block,
  closingOf,
  type Paper,
  type PaperCell,
  roman,
  type Table,
} from '../../papers/paper.ts';
import { formatNumber, NONE } from '../format.ts';
import { type Column, DataTable } from '../parts/table.tsx';

/** Where the rows of a figure are. */
type RowsAt = (figure: string) => string;

/**
 * A paper as it will read, with its head and end where the letterhead is given. In Vietnamese whatever language the page
 * is in: it is a paper of the office.
 */
export function PaperShown({
  paper,
  rowsAt,
  letterhead,
}: {
  paper: Paper;
  rowsAt?: RowsAt;
  letterhead?: Letterhead;
}) {
  return (
    <article class="paper" lang="vi">
      <header>
        {letterhead ? (
          <p>
            {numberLine(letterhead)}
            <br />
            <i>{dateLine(letterhead)}</i>
          </p>
        ) : null}
        {paper.untitled ? (
          <p class="about">V/v {paper.about}</p>
        ) : (
          <>
            <p class="name">{paper.name}</p>
            <p class="about">{paper.about}</p>
          </>
        )}
      </header>
      {letterhead ? <AddresseesShown of={letterhead} /> : null}
      {paper.opening === '' ? null : <p>{paper.opening}</p>}
      {paper.sections.map(({ code, head, blocks, written }, at) => (
        <section key={code}>
          {head === '' ? null : (
            <h2>
              {roman(at + 1)}. {head}
            </h2>
          )}
          {blocks.map((block, place) => (
            <BlockShown key={place} block={block} rowsAt={rowsAt} />
          ))}
          {written.map((text, place) => (
            <p key={place}>{text}</p>
          ))}
          {head !== '' && blocks.length + written.length === 0 ? <p>Không.</p> : null}
        </section>
      ))}
      {letterhead ? (
        <>
          <p>{closingOf(paper)}</p>
          <p>
            <b>{letterhead.signer.toLocaleUpperCase('vi')}</b>
          </p>
          <p>
            <b>
              <i>Nơi nhận:</i>
            </b>
            {letterhead.recipients.map((one) => (
              <span key={one}>
                <br />- {one}
              </span>
            ))}
          </p>
        </>
      ) : null}
      {paper.annexes.map((annex, at) => (
        <AnnexShown
          key={annex.title}
          annex={annex}
          name={`Phụ lục${paper.annexes.length > 1 ? ` ${roman(at + 1)}` : ''}`}
        />
      ))}
    </article>
  );
}

/** One on the line of "Kính gửi:", several below each other. */
function AddresseesShown({ of: { superior, addressees = [superior] } }: { of: Letterhead }) {
  return (
    <p>
      {addressedTo(addressees).map((line, at) => (
        <span key={line}>
          {at === 0 ? null : <br />}
          {line}
        </span>
      ))}
    </p>
  );
}

/** Longer ones are for the files: a phone would load them for nothing. */
const ROWS_SHOWN = 150;

function AnnexShown({ annex: { title, table }, name }: { annex: Annex; name: string }) {
  const count = formatNumber(table.rows.length);
  if (table.rows.length > ROWS_SHOWN)
    return (
      <p>
        {name}: {title} ({count} dòng, xem trong bản Word hoặc bảng Excel).
      </p>
    );
  return (
    <details>
      <summary>
        {name}: {title} ({count} dòng)
      </summary>
      <TableShown table={table} />
    </details>
  );
}

function BlockShown({ block, rowsAt }: { block: Block; rowsAt: RowsAt | undefined }) {
  switch (block.kind) {
    case 'text':
      return (
        <>
          <p>{block.text}</p>
          {rowsAt && block.figures && block.figures.length > 0 ? (
            <p class="rows-of no-print">
              Danh sách:{' '}
              {block.figures.map(([name, key], at) => (
                <Fragment key={key}>
                  {at > 0 ? ', ' : ''}
                  <a href={rowsAt(key)}>{name}</a>
                </Fragment>
              ))}
            </p>
          ) : null}
        </>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case 'picture': {
      const { title, alt, svg, width, height } = block.picture;
      return (
        <figure>
          <figcaption>{title}</figcaption>
          <img
            src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
            alt={alt}
            width={width}
            height={height}
          />
        </figure>
      );
    }
    case 'table':
      return <TableShown table={block.table} rowsAt={rowsAt} />;
  }
}

interface Line {
  at: number;
  cells: readonly PaperCell[];
  keys: readonly (string | null)[] | undefined;
}

/** A table of the paper. As the list it is: sorted and taken along like every other. */
function TableShown({
  table: { title, columns, rows, figures },
  rowsAt,
}: {
  table: Table;
  rowsAt?: RowsAt | undefined;
}) {
  const all = rows.map((cells, at): Line => ({ at, cells, keys: figures?.[at] }));
  return (
    <DataTable<Line>
      title={title}
      caption={rowsAt ? title : undefined}
      rows={all}
      keyOf={({ at }) => at}
      size={ROWS_SHOWN}
      sorts={false}
      files={false}
      columns={columns.map(
        ({ head, kind }, place): Column<Line> => ({
          key: String(place),
          head,
          value: ({ cells }) => cells[place] ?? null,
          cell: ({ cells, keys }) => {
            const [text, key] = [written(cells[place] ?? null), keys?.[place]];
            return rowsAt && key && cells[place] ? <a href={rowsAt(key)}>{text}</a> : text;
          },
          figure: kind === 'number',
          ...(place === 0 ? { label: null } : {}),
        }),
      )}
    />
  );
}

function written(cell: PaperCell): string {
  if (cell === null) return NONE;
  if (typeof cell === 'number') return formatNumber(cell);
  return isDay(cell) ? formatDay(cell) : cell;
}
