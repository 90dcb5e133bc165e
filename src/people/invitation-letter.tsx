import { areaName } from '../access/areas.ts';
import { ROLE_WORDS } from '../access/words.ts';
import { nameOf } from '../accounts/names.ts';
import { INVITED_DAYS, offerLinks } from '../accounts/password-link.ts';
import { lockPerson } from '../accounts/person-store.ts';
import type { ComposedMessage } from '../channels/channel.ts';
import { because, type Reason } from '../channels/reasons.ts';
import type { Orm } from '../db/connect.ts';
import type { LetterContext } from '../outbox/letter.ts';
import { mailHtml } from '../outbox/mail.tsx';
import type { MessageLinks } from '../outbox/message-link.ts';
import type { ClaimedMessage } from '../outbox/types.ts';
import { isAwaited } from './invite.ts';

export interface InvitationDeps {
  orm: Orm;
  /** Address of the service, without a slash at its end. */
  publicUrl: string;
  links: MessageLinks;
}

/**
 * The invitation, as it is sent: its link is made of the message's number and the service's key, so that each attempt
 * holds the same one, and what is stored opens nothing. It becomes good only now.
 */
export async function composeInvitation(
  { orm, publicUrl, links }: InvitationDeps,
  message: Pick<ClaimedMessage, 'id' | 'content' | 'recipientName'>,
  { registry, language, now }: LetterContext,
): Promise<ComposedMessage | { drop: Reason }> {
  const { person: id } = message.content as { person: number };
  const secret = links.sign(message.id);
  const person = await orm.transaction(async (tx) => {
    const found = await lockPerson(tx, id);
    if (!isAwaited(found)) return null;
    await offerLinks(tx, [{ person: id, secret }], now);
    return found;
  });
  if (!person) return { drop: because('has_come') };
  const say = (vi: string, en: string) => (language === 'vi' ? vi : en);
  const place =
    person.area === '*' ? say('cả nước', 'the nation') : (areaName(registry, person.area, now) ?? '');
  const role = say(...ROLE_WORDS[person.role]);
  const subject = say('Mời anh/chị vào hệ thống Phủ Xanh', 'You are invited to Phủ Xanh');
  const greeting = say(`Kính gửi anh/chị ${message.recipientName},`, `To ${message.recipientName},`);
  const what = say(
    `Anh/chị có tài khoản trên hệ thống Phủ Xanh, nơi các xã, phường, đặc khu báo cáo hằng ngày. Vai trò: ${role}, ${place}.`,
    `You have an account on Phủ Xanh, where communes report every day. Your role: ${role}, ${place}.`,
  );
  const how = say(
    `Mở liên kết dưới đây và đặt mật khẩu; anh/chị vào ngay, không phải đăng nhập lại. Những lần sau anh/chị đăng nhập bằng “${nameOf(person)}”.`,
    `Open the link and set a password; you are in at once. Later you sign in as “${nameOf(person)}”.`,
  );
  const until = say(
    `Liên kết dùng được một lần, trong ${INVITED_DAYS} ngày. Đừng chuyển liên kết này cho người khác.`,
    `The link is good once, for ${INVITED_DAYS} days. Do not pass it on.`,
  );
  const link = `${publicUrl}/mat-khau?link=${secret}`;
  return {
    subject,
    text: `${[greeting, what, how, link, until].join('\n\n')}\n`,
    html: mailHtml(
      language,
      <>
        <p>{greeting}</p>
        <p>{what}</p>
        <p>{how}</p>
        <p>
          <a
            href={link}
            style="display: inline-block; padding: 10px 20px; background: #0b5cad; color: #ffffff; text-decoration: none; border-radius: 6px"
          >
            {say('Đặt mật khẩu và vào hệ thống', 'Set the password and come in')}
          </a>
        </p>
        <p style="word-break: break-all">{link}</p>
        <p>{until}</p>
      </>,
    ),
    brief: say(
      `Anh/chị được mời vào hệ thống Phủ Xanh (${role}, ${place}).`,
      `You are invited to Phủ Xanh (${role}, ${place}).`,
    ),
    link,
    data: { type: 'invitation', person: id },
  };
}
