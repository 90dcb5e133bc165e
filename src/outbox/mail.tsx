import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A letter: who is spoken to, what of, where to go on. */
export interface Mail {
  language: 'vi' | 'en';
  greeting: string;
  /** A paragraph a line. */
  opening: string;
  told: readonly { heading: string; body: string }[];
  links: readonly { label: string; href: string }[];
  /** Whom it is from, where that is said. */
  closing?: string;
}

/** The same letter as plain text and as HTML. */
export function mailOf({ language, greeting, opening, told, links, closing }: Mail) {
  const lines = [
    greeting,
    opening,
    ...told.map(({ heading, body }) => `- ${heading}\n  ${body}`),
    links.map(({ label, href }) => `${label}: ${href}`).join('\n'),
    ...(closing === undefined ? [] : [closing]),
  ];
  const html = mailHtml(
    language,
    <>
      <p>{greeting}</p>
      {opening.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
      <ul>
        {told.map(({ heading, body }) => (
          <li key={heading}>
            <strong>{heading}</strong>
            <br />
            {body}
          </li>
        ))}
      </ul>
      {links.map(({ label, href }) => (
        <p key={label}>
          <a href={href}>{`${label}:`}</a> <small>{href}</small>
        </p>
      ))}
      {closing === undefined ? null : <p>{closing}</p>}
    </>,
  );
  return { text: `${lines.join('\n\n')}\n`, html };
}

/** Content as HTML that mail readers show alike: no style sheet reaches them. */
export function mailHtml(language: 'vi' | 'en', content: ComponentChildren): string {
  return `<!doctype html>${renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
      </head>
      <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 36em">
        {content}
      </body>
    </html>,
  )}`;
}
