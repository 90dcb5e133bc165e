import { formatDay, isDay } from '../../days.ts';
import { type Annex, type Block, type Paper, type PaperCell, roman, type Table } from '../../papers/paper.ts';
import { formatNumber, NONE } from '../format.ts';
import { TableBox } from '../parts/table-box.tsx';

/** A report as it will read on paper. In Vietnamese whatever language the page is in: it is a paper of the office. */
export function PaperShown({ paper }: { paper: Paper }) {
  return (
    <article class="paper" lang="vi">
      <header>
        <p class="name">{paper.name}</p>
        <p class="about">{paper.about}</p>
      </header>
      <p>{paper.opening}</p>
      {paper.sections.map(({ code, head, blocks, written }, at) => (
        <section key={code}>
          <h2>
            {roman(at + 1)}. {head}
          </h2>
          {blocks.map((block, place) => (
            <BlockShown key={place} block={block} />
          ))}
          {written.map((text, place) => (
            <p key={place}>{text}</p>
          ))}
          {blocks.length + written.length === 0 ? <p>Không.</p> : null}
        </section>
      ))}
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

function BlockShown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
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
      return <TableShown table={block.table} caption />;
  }
}

function TableShown({
  table: { title, columns, rows },
  caption = false,
}: {
  table: Table;
  caption?: boolean;
}) {
  return (
    <TableBox label={title}>
      <table class="keeps-head">
        {caption ? <caption>{title}</caption> : null}
        <thead>
          <tr>
            {columns.map(({ head, kind }) => (
              <th key={head} scope="col" class={kind === 'number' ? 'figure' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {columns.map(({ head, kind }, place) => (
                <td key={head} class={kind === 'number' ? 'figure' : undefined}>
                  {written(row[place] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function written(cell: PaperCell): string {
  if (cell === null) return NONE;
  if (typeof cell === 'number') return formatNumber(cell);
  return isDay(cell) ? formatDay(cell) : cell;
}
