import { randomUUID } from 'node:crypto';

/**
 * Rows of tables, put into a document once it is written: the library makes a dozen objects of each cell, so that
 * thousands of rows would take seconds and hundreds of megabytes. It writes one row of a table, which says how all look.
 */
export class Rows {
  /** Nobody can have typed it. */
  readonly #mark = randomUUID();
  readonly #tables: (readonly (readonly string[])[])[] = [];

  /** Keeps the rows of the next table; returns the texts of the one row that is to be written in their place. */
  keep(rows: readonly (readonly string[])[]): string[] {
    const table = this.#tables.push(rows) - 1;
    return (rows[0] ?? []).map((_, column) => `${this.#mark}-${table}-${column}`);
  }

  /** The body of the document with all rows in it. Tables stand in it in the order in which they were kept. */
  fill(xml: string): string {
    const pieces: string[] = [];
    let done = 0;
    for (const [table, rows] of this.#tables.entries()) {
      if (rows.length === 0) continue;
      const at = xml.indexOf(`${this.#mark}-${table}-0`, done);
      if (at < 0) throw new Error(`Table ${table} of a document was not written.`);
      const from = xml.lastIndexOf('<w:tr>', at);
      const to = xml.indexOf('</w:tr>', at) + '</w:tr>'.length;
      const around = xml.slice(from, to).split(new RegExp(`${this.#mark}-${table}-\\d+`));
      pieces.push(xml.slice(done, from));
      for (const row of rows)
        pieces.push(around.map((part, column) => part + escaped(row[column] ?? '')).join(''));
      done = to;
    }
    return pieces.join('') + xml.slice(done);
  }
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
  '<': '&lt;',
  '>': '&gt;',
};
const escaped = (text: string) => text.replace(/[&"'<>]/g, (sign) => ESCAPES[sign] ?? '');
