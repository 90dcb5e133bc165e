import type { ComposedMessage } from '../channels/channel.ts';
import { because, type Reason } from '../channels/reasons.ts';
import { GAP_STATES } from '../collect/words.ts';
import { formatDay } from '../days.ts';
import type { Sql } from '../db/connect.ts';
import { formatNumber } from '../i18n/format.ts';
import type { Say } from '../i18n/say.ts';
import { readCandidates } from '../outbox/enqueue-store.ts';
import type { LetterContext } from '../outbox/letter.ts';
import { mailOf } from '../outbox/mail.tsx';
import { recipientKey } from '../outbox/preferences.ts';
import type { ClaimedMessage } from '../outbox/types.ts';
import { factsOf } from './facts.ts';
import { documentLetterhead, documentName } from './paper.ts';
import { type DocumentDetail, findDocument } from './store.ts';
import { DOCUMENTS, type DocumentRow, documentContent, REPORT } from './types.ts';

/** Units that are told one by one, and what of each is named; the rest stands in the paper. */
const TOLD = 20;
const NAMED = 8;

/** That a document was issued, made when it is sent: of the units that its reader still is a contact of. */
export async function composeDocument(
  { sql, publicUrl }: { sql: Sql; publicUrl: string },
  message: ClaimedMessage,
  { registry, language }: LetterContext,
): Promise<ComposedMessage | { drop: Reason }> {
  const read = documentContent.safeParse(message.content);
  if (!read.success) return { drop: because('content_unreadable') };
  const { document: id, localities } = read.data;
  const everything = { provinces: [...registry.provinces.keys()], drafts: false, locality: null };
  const row = await findDocument(sql, everything, id);
  if (!row) return { drop: because('content_unreadable') };
  const contacts = await readCandidates(sql, localities, []);
  const own = new Set(
    contacts.flatMap((one) => (recipientKey(one) === message.recipient ? [one.locality] : [])),
  );
  const codes = localities.filter((code) => own.has(code));
  if (codes.length === 0) return { drop: because('hears_no_more') };

  const say: Say = (vi, en) => (language === 'vi' ? vi : en);
  const facts = factsOf(registry, row);
  const name = documentName(row.kind, facts.province, row);
  const { issuer } = documentLetterhead(facts);
  const told = codes.slice(0, TOLD).flatMap((code) => {
    const locality = registry.localities.get(code);
    if (!locality) return [];
    const { type, name: place } = registry.nameOn(locality, row.day ?? '');
    const lacking = row.rows.filter((one) => one.locality === code);
    return [{ heading: `${type} ${place}`, body: lackingText(facts.indicators, lacking, say) }];
  });
  if (codes.length > TOLD)
    told.push({
      heading: say(`Và ${codes.length - TOLD} đơn vị khác`, `And ${codes.length - TOLD} others`),
      body: say('Xem trong văn bản.', 'See the document.'),
    });
  const link = `${publicUrl}${DOCUMENTS}/${id}`;
  const subject = `${name}: ${facts.subject}`;
  const opening = say(
    `${issuer} đã ban hành ${name}, V/v ${facts.subject}.`,
    `${issuer} has issued ${name}: ${facts.subject}.`,
  );
  const greeting = say(`Kính gửi anh/chị ${message.recipientName},`, `Dear ${message.recipientName},`);
  const label = say('Xem văn bản và phụ lục của đơn vị', 'Read the document and its annexes');
  return {
    subject,
    ...mailOf({ language, greeting, opening, told, links: [{ label, href: link }] }),
    brief: `${subject}. ${told[0]?.body ?? ''}`.trim().slice(0, 300),
    link,
    data: null,
  };
}

/** What the annex says of a unit, in a sentence. */
function lackingText(
  indicators: readonly { code: string; nameVi: string; nameEn: string }[],
  rows: DocumentDetail['rows'],
  say: Say,
): string {
  if (rows.length === 0)
    return say('Văn bản không nêu nội dung còn thiếu của đơn vị.', 'Nothing of it is named as lacking.');
  const named = rows.slice(0, NAMED).map((row) => rowText(indicators, row, say));
  const rest = rows.length - named.length;
  const more = rest === 0 ? '' : say(`; và ${formatNumber(rest)} nội dung khác`, `; and ${rest} more`);
  return `${say(`Còn ${formatNumber(rows.length)} nội dung`, `${rows.length} lacking`)}: ${named.join('; ')}${more}.`;
}

function rowText(
  indicators: readonly { code: string; nameVi: string; nameEn: string }[],
  { indicator, state, since }: DocumentRow,
  say: Say,
): string {
  if (indicator === REPORT || state === 'not_reported')
    return say(`chưa gửi báo cáo ngày ${formatDay(since)}`, `the report of ${formatDay(since)}`);
  const of = indicators.find(({ code }) => code === indicator);
  return `${of ? say(of.nameVi, of.nameEn) : indicator} (${say(...GAP_STATES[state])})`;
}
