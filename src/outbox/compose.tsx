import { renderToString } from 'preact-render-to-string';
import { alertTexts, type Names, titleOf } from '../alerts/texts.ts';
import type { AlertContent } from '../alerts/types.ts';
import type { ComposedMessage } from './channel.ts';

/** What a message says, before it takes the form of text or HTML. */
export interface MessageInput {
  recipientName: string;
  /** Alerts still open, each with the names its texts need. */
  alerts: readonly { content: AlertContent; names: Names }[];
  /** Address of the service, without a slash at its end. */
  publicUrl: string;
}

interface Section {
  heading: string;
  body: string;
}

const OPENING = 'Hệ thống Phủ Xanh xin thông tin:';
const LINK_LABEL = 'Mở trang báo cáo';
const CLOSING = 'Thư này được gửi tự động. Nếu việc đã xong, anh/chị không cần làm gì thêm.';

/** Makes one message of all that concerns a person; text and HTML say the same. */
export function composeMessage({ recipientName, alerts, publicUrl }: MessageInput): ComposedMessage {
  const told = withoutRepeats(alerts);
  const sections = told.map(({ content, names }): Section => {
    const { reasonVi, todoVi } = alertTexts(content, names);
    return { heading: reasonVi, body: todoVi };
  });
  const greeting = `Kính gửi anh/chị ${recipientName},`;
  const link = `${publicUrl}/`;
  const text = [
    greeting,
    OPENING,
    ...sections.map((section) => `- ${section.heading}.\n  ${section.body}`),
    `${LINK_LABEL}: ${link}`,
    CLOSING,
  ].join('\n\n');
  return {
    subject: subjectOf(told, sections),
    text: `${text}\n`,
    html: `<!doctype html>${renderToString(<Mail {...{ greeting, sections, link }} />)}`,
    brief: sections.map((section) => `${section.heading}.`).join(' '),
    link,
    data: null,
  };
}

/** A day that belongs to a run of missing days is told with the run. */
function withoutRepeats(alerts: MessageInput['alerts']): MessageInput['alerts'] {
  const running = new Set(
    alerts
      .filter(({ content }) => content.kind === 'record_missing_streak')
      .map(({ names }) => names.locality.code),
  );
  return alerts.filter(
    ({ content, names }) => content.kind !== 'record_missing' || !running.has(names.locality.code),
  );
}

function subjectOf(told: MessageInput['alerts'], sections: readonly Section[]): string {
  const [first] = sections;
  if (sections.length === 1 && first) return first.heading;
  const titles = new Set(told.map(({ names }) => titleOf(names.locality)));
  const [title] = titles;
  return titles.size === 1
    ? `${title}: ${sections.length} việc cần xem`
    : `${sections.length} việc cần xem ở ${titles.size} đơn vị`;
}

function Mail({ greeting, sections, link }: { greeting: string; sections: Section[]; link: string }) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
      </head>
      <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 36em">
        <p>{greeting}</p>
        <p>{OPENING}</p>
        <ul>
          {sections.map(({ heading, body }) => (
            <li>
              <strong>{heading}.</strong>
              <br />
              {body}
            </li>
          ))}
        </ul>
        <p>
          {LINK_LABEL}: <a href={link}>{link}</a>
        </p>
        <p>{CLOSING}</p>
      </body>
    </html>
  );
}
