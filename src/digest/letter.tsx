import { renderToString } from 'preact-render-to-string';
import { COLOURS, PAINT } from '../charts/colours.ts';
import type { Say } from '../i18n/say.ts';
import type { Said } from './said.ts';
import type { Section } from './types.ts';

/** A summary as HTML and as text; both say the same. Mail programs know tables and inline styles, no more. */

export interface LetterInput {
  said: Said;
  recipientName: string;
  /** Where the picture is: `cid:…` in a mail. */
  map: string;
  boardLink: string;
  gapsLink: string;
  language: 'vi' | 'en';
  say: Say;
}

const INK = '#1b2430';
const SOFT = '#55606d';
const LINE = '#d5dae0';
const WIDTH = 600;

export function letterText({ said, recipientName, boardLink, gapsLink, say }: LetterInput): string {
  const list = ({ title, lines, note }: Section) =>
    [title, ...lines.map((line) => `• ${line}`), ...(note === undefined ? [] : [`  ${note}`])].join('\n');
  const parts = [
    greeting(recipientName, say),
    `${said.title}\n${said.headline}\n${said.change}${said.target === '' ? '' : `\n${said.target}`}`,
    said.counts.map(({ colour, word, text }) => `${COLOURS[colour].sign} ${word}: ${text}`).join('\n'),
    [said.reportingTitle, ...said.reporting.map(([label, figure]) => `${label}: ${figure}`)].join('\n'),
    ...said.sections.map(list),
    `${said.boardLabel}: ${boardLink}\n${said.gapsLabel}: ${gapsLink}`,
    said.file,
    `${said.asOf} ${said.closing}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

export function letterHtml(input: LetterInput): string {
  return `<!doctype html>${renderToString(<Letter {...input} />)}`;
}

const greeting = (name: string, say: Say) => say(`Kính gửi anh/chị ${name},`, `Dear ${name},`);

function Letter({ said, recipientName, map, boardLink, gapsLink, language, say }: LetterInput) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{said.subject}</title>
      </head>
      <body
        style={`margin: 0; padding: 0; background: #ffffff; color: ${INK}; font-family: 'Be Vietnam Pro', 'Segoe UI', Roboto, Arial, sans-serif; font-size: 16px; line-height: 1.5`}
      >
        <table role="presentation" width="100%" style="border-collapse: collapse">
          <tr>
            <td align="center" style="padding: 16px 12px">
              <table
                role="presentation"
                width={WIDTH}
                style={`width: 100%; max-width: ${WIDTH}px; border-collapse: collapse; text-align: left`}
              >
                <tr>
                  <td>
                    <p style="margin: 0 0 12px">{greeting(recipientName, say)}</p>
                    <h1 style={`margin: 0; font-size: 16px; font-weight: 600; color: ${SOFT}`}>
                      {said.title}
                    </h1>
                    <p style="margin: 0 0 4px; font-size: 26px; line-height: 1.3; font-weight: 600">
                      {said.headline}
                    </p>
                    <p style="margin: 0 0 4px">{said.change}</p>
                    {said.target === '' ? null : <p style="margin: 0 0 4px">{said.target}</p>}
                    <ShareBar counts={said.counts} />
                    <Counts counts={said.counts} />
                    <img
                      src={map}
                      alt={said.mapText}
                      width={WIDTH}
                      style={`display: block; width: 100%; max-width: ${WIDTH}px; height: auto; margin: 16px 0; border: 0`}
                    />
                    <Reporting rows={said.reporting} title={said.reportingTitle} />
                    {said.sections.map((section) => (
                      <List key={section.title} {...section} />
                    ))}
                    <p style="margin: 24px 0 8px">
                      <a
                        href={boardLink}
                        style="display: inline-block; padding: 10px 20px; background: #0b5cad; color: #ffffff; text-decoration: none; border-radius: 6px"
                      >
                        {said.boardLabel}
                      </a>
                    </p>
                    <p style="margin: 0 0 16px">
                      <a href={gapsLink} style="color: #0b5cad">
                        {said.gapsLabel}
                      </a>
                    </p>
                    <p style="margin: 0 0 8px">{said.file}</p>
                    <p style={`margin: 0; font-size: 14px; color: ${SOFT}`}>
                      {said.asOf} {said.closing}
                    </p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
}

function ShareBar({ counts }: { counts: Said['counts'] }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const parts = counts.filter(({ count }) => count > 0);
  return (
    <table
      role="presentation"
      width="100%"
      aria-hidden="true"
      style="width: 100%; border-collapse: collapse; margin: 12px 0; table-layout: fixed"
    >
      <tr>
        {parts.map(({ colour, count }) => (
          <td
            key={colour}
            width={`${Math.round((count / total) * 1000) / 10}%`}
            style={`height: 14px; padding: 0; font-size: 1px; line-height: 14px; background: ${PAINT[colour].fill}`}
          >
            {'\u00a0'}
          </td>
        ))}
      </tr>
    </table>
  );
}

function Counts({ counts }: { counts: Said['counts'] }) {
  return (
    <table
      role="presentation"
      width="100%"
      style="width: 100%; border-collapse: collapse; table-layout: fixed"
    >
      <tr>
        {counts.map(({ colour, word, text }) => (
          <td key={colour} style="padding: 0 6px 0 0; vertical-align: top; font-size: 14px">
            <span
              style={`display: inline-block; padding: 0 6px; border-radius: 4px; background: ${PAINT[colour].fill}; color: ${PAINT[colour].ink}`}
            >
              {COLOURS[colour].sign}
            </span>{' '}
            <strong style="font-size: 18px">{text}</strong>
            <br />
            {word}
          </td>
        ))}
      </tr>
    </table>
  );
}

const heading = 'margin: 20px 0 4px; font-size: 17px; line-height: 1.4; font-weight: 600';

function Reporting({ rows, title }: { rows: Said['reporting']; title: string }) {
  return (
    <>
      <h2 style={heading}>{title}</h2>
      <table width="100%" style="width: 100%; border-collapse: collapse">
        {rows.map(([label, figure]) => (
          <tr key={label}>
            <th
              scope="row"
              style={`padding: 4px 0; border-bottom: 1px solid ${LINE}; text-align: left; font-weight: 400`}
            >
              {label}
            </th>
            <td
              style={`padding: 4px 0; border-bottom: 1px solid ${LINE}; text-align: right; font-weight: 600`}
            >
              {figure}
            </td>
          </tr>
        ))}
      </table>
    </>
  );
}

function List({ title, lines, note }: Section) {
  return (
    <>
      <h2 style={heading}>{title}</h2>
      {lines.length === 0 ? null : (
        <ul style="margin: 0; padding: 0 0 0 20px">
          {lines.map((line) => (
            <li key={line} style="margin: 2px 0">
              {line}
            </li>
          ))}
        </ul>
      )}
      {note === undefined ? null : <p style={`margin: 2px 0 0; color: ${SOFT}`}>{note}</p>}
    </>
  );
}
