import type { ComposedMessage } from '../channels/channel.ts';
import { mailOf } from './mail.tsx';
import { type Section, sectionsOf, type ToldAlert } from './sections.ts';

/** What a message says, before it takes the form of text or HTML. */
export interface MessageInput {
  recipientName: string;
  language?: 'vi' | 'en';
  /** Alerts that it has something to say of, each with the names its texts need. */
  alerts: readonly ToldAlert[];
  /** Address of the service, without a slash at its end. */
  publicUrl: string;
  /** The link by which its reader takes its alerts on without signing in; null where there is none. */
  workLink: string | null;
}

interface Wording {
  greeting: (name: string) => string;
  opening: string;
  page: string;
  work: string;
  closing: string;
  things: (count: number, place: string) => string;
  manyPlaces: (count: number, places: number) => string;
}

const WORDING: Record<'vi' | 'en', Wording> = {
  vi: {
    greeting: (name) => `Kính gửi anh/chị ${name},`,
    opening: 'Hệ thống Phủ Xanh thông báo:',
    page: 'Mở hệ thống Phủ Xanh',
    work: 'Nhận xử lý và hẹn ngày hoàn thành (không cần đăng nhập)',
    closing: 'Thư này được gửi tự động. Nếu đã hoàn thành, anh/chị không cần xử lý thêm.',
    things: (count, place) => `${place}: ${count} nội dung cần xử lý`,
    manyPlaces: (count, places) => `${count} nội dung cần xử lý ở ${places} đơn vị`,
  },
  en: {
    greeting: (name) => `Dear ${name},`,
    opening: 'Phủ Xanh would like you to know:',
    page: 'Open Phủ Xanh',
    work: 'Take it on and promise a date (no need to sign in)',
    closing: 'This message is automatic. If the work is done, there is nothing more to do.',
    things: (count, place) => `${place}: ${count} things to look at`,
    manyPlaces: (count, places) => `${count} things to look at in ${places} localities`,
  },
};

/** Makes one message of all that concerns a person; text and HTML say the same. */
export function composeMessage(input: MessageInput): ComposedMessage {
  const { recipientName, language = 'vi', publicUrl, workLink } = input;
  const told = withoutRepeats(input.alerts);
  const sections = sectionsOf(told, language);
  const words = WORDING[language];
  const links = [
    { label: words.page, href: `${publicUrl}/` },
    ...(workLink === null || told.every(({ ended }) => ended) ? [] : [{ label: words.work, href: workLink }]),
  ];
  const mail = mailOf({
    language,
    greeting: words.greeting(recipientName),
    opening: words.opening,
    told: sections,
    links,
    closing: words.closing,
  });
  return {
    subject: subjectOf(told, sections, language),
    ...mail,
    brief: sections.map((section) => section.heading).join(' '),
    link: links.at(-1)?.href ?? publicUrl,
    data: null,
  };
}

/** A day that belongs to a run of missing days is told with the run. */
function withoutRepeats(alerts: readonly ToldAlert[]): readonly ToldAlert[] {
  const running = new Set(
    alerts
      .filter(({ content, ended }) => content.kind === 'record_missing_streak' && !ended)
      .map(({ names }) => names.areaEn),
  );
  return alerts.filter(
    ({ content, names }) => content.kind !== 'record_missing' || !running.has(names.areaEn),
  );
}

function subjectOf(told: readonly ToldAlert[], sections: readonly Section[], language: 'vi' | 'en'): string {
  const [first] = sections;
  if (sections.length === 1 && first) return first.heading.replace(/\.$/, '');
  const places = new Set(told.map(({ names }) => (language === 'vi' ? names.areaVi : names.areaEn)));
  const [place = ''] = places;
  const words = WORDING[language];
  return places.size === 1 ? words.things(told.length, place) : words.manyPlaces(told.length, places.size);
}
