import type { ComposedMessage } from '../channels/channel.ts';
import { because, type Reason } from '../channels/reasons.ts';
import type { Sql } from '../db/connect.ts';
import type { Say } from '../i18n/say.ts';
import { WORK_PATH } from '../outbox/compose-for.ts';
import { readCandidates } from '../outbox/enqueue-store.ts';
import type { LetterContext } from '../outbox/letter.ts';
import { mailOf } from '../outbox/mail.tsx';
import type { MessageLinks } from '../outbox/message-link.ts';
import { recipientKey } from '../outbox/preferences.ts';
import type { ClaimedMessage } from '../outbox/types.ts';
import { type ReminderContent, reminderContent } from './types.ts';
import { readUnits, type Unit, unitText } from './units.ts';
import { templateOf } from './words.ts';

/** Units that are told one by one; nobody reads on. */
const TOLD = 30;

export interface ReminderLetterDeps {
  sql: Sql;
  /** Without a slash at its end. */
  publicUrl: string;
  links: MessageLinks;
}

/**
 * A reminder, made when it is sent: of the units that its reader still is a contact of, and of what they lack by then.
 * One in our own words is not sent any more when nothing is left to say.
 */
export async function composeReminder(
  { sql, publicUrl, links }: ReminderLetterDeps,
  message: ClaimedMessage,
  { registry, language, now }: LetterContext,
): Promise<ComposedMessage | { drop: Reason }> {
  const read = reminderContent.safeParse(message.content);
  const programme = read.success ? registry.programmes.get(read.data.programme) : undefined;
  if (!read.success || !programme) return { drop: because('content_unreadable') };
  const content = read.data;
  const codes = await stillOwn(sql, content, message.recipient);
  if (codes.length === 0) return { drop: because('hears_no_more') };
  const { indicators, day, text } = content;
  const units = await readUnits(sql, registry, { programme, codes, indicators, day }, now);
  if (units.length === 0 && text === null) return { drop: because('done_meanwhile') };
  const workLink = `${publicUrl}${WORK_PATH}/${links.sign(message.id)}`;
  return reminderLetter({
    recipientName: message.recipientName,
    content,
    units,
    language,
    publicUrl,
    workLink,
  });
}

/** Of the units of a reminder, those that its reader still is a contact of. */
export async function stillOwn(sql: Sql, content: ReminderContent, recipient: string): Promise<string[]> {
  const contacts = await readCandidates(sql, content.localities, []);
  const own = new Set(contacts.flatMap((one) => (recipientKey(one) === recipient ? [one.locality] : [])));
  return content.localities.filter((code) => own.has(code));
}

export interface ReminderInput {
  recipientName: string;
  content: Pick<ReminderContent, 'day' | 'text' | 'by' | 'localities'>;
  units: readonly Unit[];
  language: 'vi' | 'en';
  publicUrl: string;
  /** Where who has the message promises dates without signing in. */
  workLink: string;
}

/** What a reminder says; text and HTML say the same. */
export function reminderLetter(of: ReminderInput): ComposedMessage {
  const { recipientName, content, units, language, publicUrl, workLink } = of;
  const say: Say = (vi, en) => (language === 'vi' ? vi : en);
  const { day, by } = content;
  const [first] = units;
  const place = ({ named }: Unit) => `${named.type} ${named.name}`;
  const greeting = say(`Kính gửi anh/chị ${recipientName},`, `Dear ${recipientName},`);
  const opening = content.text ?? say(...templateOf(day));
  const told = units.slice(0, TOLD).map((unit) => ({ heading: place(unit), body: unitText(unit, day, say) }));
  const rest = units.length - told.length;
  if (rest > 0)
    told.push({
      heading: say(`Và ${rest} đơn vị khác`, `And ${rest} others`),
      body: say('Xem trên hệ thống.', 'See the system.'),
    });
  const one = content.localities.length === 1 ? content.localities[0] : undefined;
  const owes = units.some(({ dueAt }) => dueAt !== null);
  const lacks = units.some(({ gaps }) => gaps.length > 0);
  const links = [
    ...(owes
      ? [
          {
            label: say('Gửi báo cáo hôm nay', 'Send today’s report'),
            href: `${publicUrl}/bao-cao${one === undefined ? '' : `/${one}`}`,
          },
        ]
      : [{ label: say('Mở hệ thống Phủ Xanh', 'Open Phủ Xanh'), href: `${publicUrl}/` }]),
    ...(lacks
      ? [
          {
            label: say('Hẹn ngày hoàn thành (không cần đăng nhập)', 'Promise a date (no need to sign in)'),
            href: `${workLink}${language === 'vi' ? '' : `?language=${language}`}`,
          },
        ]
      : []),
  ];
  const from = say(`Người nhắc: ${by}.`, `Reminded by ${by}.`);
  const subject =
    units.length === 1 && first
      ? owes
        ? say(`${place(first)}: nhắc gửi báo cáo`, `${place(first)}: the report is waited for`)
        : say(`${place(first)}: nhắc các chỉ tiêu còn thiếu`, `${place(first)}: what is lacking`)
      : units.length === 0
        ? say('Nhắc việc từ hệ thống Phủ Xanh', 'A reminder from Phủ Xanh')
        : say(`Nhắc việc của ${units.length} đơn vị`, `A reminder of ${units.length} localities`);
  return {
    subject,
    ...mailOf({ language, greeting, opening, told, links, closing: from }),
    brief: `${subject}. ${told[0]?.body ?? opening}`.slice(0, 300),
    link: links.at(owes ? 0 : -1)?.href ?? publicUrl,
    data: null,
  };
}
