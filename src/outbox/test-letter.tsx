import type { ComposedMessage } from '../channels/channel.ts';
import { dayOf, formatDay, timeOf } from '../days.ts';
import { mailHtml } from './mail.tsx';
import type { ClaimedMessage } from './types.ts';

export { enqueueTest } from './test-letter-store.ts';

export interface TestLetterOptions {
  language: 'vi' | 'en';
  /** Address of the service, without a slash at its end. */
  publicUrl: string;
  now: Date;
}

/** The message by which somebody finds out whether a channel works: it asks nothing of who gets it. */
export function composeTestLetter(
  { recipientName }: Pick<ClaimedMessage, 'recipientName'>,
  { language, publicUrl, now }: TestLetterOptions,
): ComposedMessage {
  const say = (vi: string, en: string) => (language === 'vi' ? vi : en);
  const moment = `${timeOf(now)} ${formatDay(dayOf(now))}`;
  const subject = say('Tin thử của hệ thống Phủ Xanh', 'A test message of Phủ Xanh');
  const greeting = say(`Kính gửi anh/chị ${recipientName},`, `To ${recipientName},`);
  const said = say(
    `Đây là tin thử, gửi lúc ${moment}. Anh/chị nhận được nghĩa là kênh này hoạt động.`,
    `This is a test, sent at ${moment}. That it has reached you means that this channel works.`,
  );
  const nothing = say('Anh/chị không cần làm gì.', 'There is nothing for you to do.');
  const link = `${publicUrl}/`;
  return {
    subject,
    text: `${[greeting, said, nothing, link].join('\n\n')}\n`,
    html: mailHtml(
      language,
      <>
        <p>{greeting}</p>
        <p>{said}</p>
        <p>{nothing}</p>
        <p>
          <a href={link}>{link}</a>
        </p>
      </>,
    ),
    brief: `${said} ${nothing}`,
    link,
    data: { type: 'test', subject, text: said },
  };
}
