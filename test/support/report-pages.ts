import type { Value, Values } from '../../src/intake/types.ts';
import { sessionOf } from './person.ts';
import type { TestService } from './service.ts';

/** The report's pages as a browser without JavaScript uses them. */

export interface ReportPage {
  status: number;
  text: string;
  location: string;
  /** What the page's form would send as it stands. */
  fields: Record<string, string>;
}

export async function reportPages(t: Pick<TestService, 'address'>, token: string) {
  const { address } = t;
  const headers = { accept: 'text/html', cookie: await sessionOf(t, token) };
  const read = async (answer: Response): Promise<ReportPage> => {
    const text = await answer.text();
    const location = answer.headers.get('location') ?? '';
    return { status: answer.status, text, location, fields: fieldsOf(text) };
  };
  const post = async (path: string, fields: Record<string, string>, more: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    const init = { method: 'POST', redirect: 'manual' as const, body };
    return read(await fetch(address + path, { ...init, headers: { ...headers, ...more } }));
  };
  return {
    cookie: headers.cookie,
    open: async (path: string, more: Record<string, string> = {}) =>
      read(await fetch(address + path, { headers: { ...headers, ...more }, redirect: 'manual' })),
    post,
    /** Sends a page's form with values filled in and other fields changed. */
    send: (page: ReportPage, values: Values = {}, fields: Record<string, string> = {}) => {
      const path = /<form method="post" action="(\/bao-cao\/[^"]+)"/.exec(page.text)?.[1] ?? '';
      return post(path, { ...page.fields, ...fieldsFor(values), ...fields });
    },
  };
}

/** Inputs of the page's report form that a browser would send. */
function fieldsOf(html: string): Record<string, string> {
  const form = /<form method="post" action="\/bao-cao\/[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input [^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1];
    const name = attribute('name');
    const choice = /type="(radio|checkbox)"/.test(input);
    if (name === undefined || (choice && !/ checked/.test(input))) continue;
    fields[name] = attribute('value') ?? '';
  }
  const note = /<textarea[^>]*>([^<]*)/.exec(form)?.[1];
  if (note !== undefined) fields.note = note;
  return fields;
}

function fieldsFor(values: Values): Record<string, string> {
  return Object.assign({}, ...Object.entries(values).map(([code, value]) => fieldsOfValue(code, value)));
}

function fieldsOfValue(code: string, value: Value): Record<string, string> {
  const name = `values.${code}`;
  if (value === null) return { [`${name}.unknown`]: 'on' };
  if (typeof value === 'boolean') return { [name]: value ? 'yes' : 'no' };
  if (typeof value === 'object') return { [name]: `${value.have}`, [`${name}.need`]: `${value.need}` };
  return { [name]: String(value) };
}
