import { systemClock } from '../../src/clock.ts';
import { type Day, timeOf } from '../../src/days.ts';
import { contactsCsv } from '../simulate/contacts.ts';
import { expectedReports } from '../simulate/expect.ts';
import { planPast } from '../simulate/history.ts';
import { planDeeds } from '../simulate/plan.ts';
import { play } from '../simulate/play.ts';
import { playPast } from '../simulate/play-past.ts';
import { createRandom } from '../simulate/random.ts';
import { dayStatus, indicatorList, localityList } from './answers.ts';
import { createClient } from './client.ts';
import { longDay, progressHead, progressRow, say, shortDay, styled } from './console.ts';
import { importContacts } from './contacts.ts';
import { registerCertificates, takeOnAlert } from './showcase.ts';
import type { Demo } from './start.ts';
import type { Overview } from './summary.ts';
import { createTokens, type DemoTokens, saveTokens } from './tokens.ts';

/** The number of Hải Phòng's letter that asked for daily reports: any other tells another story. */
const SEED = 9395;
/** Days of the past between two that are shown. */
const SHOWN_EVERY = 4;

export interface Played {
  /** What is wrong with an overview, by what was sent; empty when all agrees. */
  disagreements(overview: Overview): string[];
}

/** Makes the people who hear, and tokens for those who send. */
export async function invite({ service, db, clock, province, days, programme }: Demo): Promise<DemoTokens> {
  const registry = await service.registry.fresh();
  const named = registry.localitiesOf(programme, days[0]).map((one) => registry.nameOn(one, days[0]));
  await importContacts(db.orm, registry, contactsCsv(createRandom(SEED), named, province), days[0]);
  return await createTokens(db.orm, named, province, clock.now());
}

/** Plays the days with progress on the console: those that are past by batch, the last two hour by hour. */
export async function replay(demo: Demo, tokens: DemoTokens, signal: AbortSignal): Promise<Played> {
  const { service, clock, sink, province, past, days, address, programme, folder } = demo;
  const registry = await service.registry.fresh();
  const { cutoff, dueSoonMinutes } = registry.settingsOn(programme, province, days[0]);
  const random = createRandom(SEED);

  const department = createClient(address, tokens.department);
  const officers = new Map(
    Object.entries(tokens.officers).map(([code, token]) => [code, createClient(address, token)]),
  );

  // From here on the simulator is a client like any other, and knows what the API tells it.
  const { items: localities } = await department.get(
    `/api/v1/localities?province=${province}&limit=5000`,
    localityList,
  );
  const { items: indicators } = await department.get('/api/v1/indicators?limit=5000', indicatorList);
  const world = { localities, indicators, days, cutoff };
  const deeds = planDeeds(random, world);
  const officer = (code: string) => {
    const client = officers.get(code);
    if (!client) throw new Error(`No token for ${code}.`);
    return client;
  };
  const tick = () => service.scheduler.tick();
  const summaryOf = async (day: Day) =>
    (await department.get(`/api/v1/status?province=${province}&day=${day}&limit=1`, dayStatus)).summary;

  say(
    `Phát lại ${past.length + days.length} ngày báo cáo gần nhất của ${localities.length} đơn vị; hạn gửi ${cutoff} mỗi ngày.`,
  );
  say();
  say(styled('bold', `${past.length} ngày trước`));
  say(progressHead());
  await playPast({
    past: planPast(random, world, past, deeds),
    cutoff,
    clock,
    department,
    officer,
    tick,
    signal,
    onDay: async (day) => {
      if ((past.indexOf(day) + 1) % SHOWN_EVERY !== 0) return;
      say(progressRow(shortDay(day), await summaryOf(day), sink.taken()));
    },
  });
  let shownDay = '';
  const showDay = (day: string) => {
    if (day === shownDay) return;
    shownDay = day;
    say();
    say(styled('bold', longDay(day)));
    say(progressHead());
  };
  await play({
    deeds,
    days,
    cutoff,
    dueSoonMinutes,
    until: systemClock.now(),
    clock,
    tick,
    officer,
    signal,
    onHour: async (day, time) => {
      showDay(day);
      if (day === days[1] && time === '08:00') {
        const shown = await registerCertificates(officers, day);
        say(styled('dim', `  ${time}  · ${shown}`));
      }
      if (day === days[1] && time === '16:00') {
        const shown = await takeOnAlert(officers, department, days);
        say(styled('dim', `  ${time}  · ${shown}`));
      }
      say(progressRow(time, await summaryOf(day), sink.taken()));
    },
    onStory: ({ locality: { type, name }, story }, told) => {
      const line = `  ${timeOf(clock.now())}  · ${type} ${name}: ${story}${told === '' ? '' : ` (${told})`}`;
      say(styled('dim', line));
    },
  });
  await saveTokens(folder.tokens, tokens);
  say();

  const total = localities.length;
  return {
    disagreements: (overview) =>
      days.flatMap((day, index) => {
        const { onTime, late, missing, ...seen } = index === 0 ? overview.first : overview.second;
        const sent = expectedReports(deeds, day, cutoff);
        const counted = `${onTime} đúng hạn, ${late} muộn, ${missing} chưa gửi`;
        const awaited = `${sent.onTime} đúng hạn, ${sent.late} muộn, ${total - sent.onTime - sent.late} chưa gửi`;
        const inAll = seen.green + seen.yellow + seen.red + seen.grey;
        return [
          ...(counted === awaited ? [] : [`${longDay(day)}: hệ thống đếm ${counted}; đã gửi ${awaited}`]),
          ...(inAll === total ? [] : [`${longDay(day)}: các mức cộng lại ${inAll}, không phải ${total}`]),
        ];
      }),
  };
}
