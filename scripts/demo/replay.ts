import { systemClock } from '../../src/clock.ts';
import { timeOf } from '../../src/days.ts';
import { contactsCsv } from '../simulate/contacts.ts';
import { expectedReports } from '../simulate/expect.ts';
import { planDeeds } from '../simulate/plan.ts';
import { play } from '../simulate/play.ts';
import { createRandom } from '../simulate/random.ts';
import { dayStatus, indicatorList, localityList } from './answers.ts';
import { createClient } from './client.ts';
import { longDay, progressHead, progressRow, say, styled } from './console.ts';
import { importContacts } from './contacts.ts';
import { registerCertificates, takeOnAlert } from './showcase.ts';
import type { Demo } from './start.ts';
import type { Overview } from './summary.ts';
import { createTokens, type DemoTokens, saveTokens } from './tokens.ts';

/** The number of Hải Phòng's letter that asked for daily reports: any other tells another story. */
const SEED = 9395;

export interface Played {
  tokens: DemoTokens;
  /** What is wrong with an overview, by what was sent; empty when all agrees. */
  disagreements(overview: Overview): string[];
}

/** Makes people and tokens, then plays the two days with progress on the console. */
export async function replay(demo: Demo, signal: AbortSignal): Promise<Played> {
  const { service, db, clock, sink, province, days, address, programme, folder } = demo;
  const registry = await service.registry.fresh();
  const { cutoff, dueSoonMinutes } = registry.settingsOn(programme, province, days[0]);
  const random = createRandom(SEED);

  const named = registry.localitiesOf(programme, days[0]).map((one) => registry.nameOn(one, days[0]));
  const tokens = await createTokens(db.orm, named, province, clock.now());
  await importContacts(db.orm, registry, contactsCsv(random, named, province), days[0]);
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
  const deeds = planDeeds(random, { localities, indicators, days, cutoff });

  say(`Phát lại hai ngày báo cáo gần nhất của ${localities.length} đơn vị; hạn gửi ${cutoff} mỗi ngày.`);
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
    tick: () => service.scheduler.tick(),
    officer: (code) => {
      const client = officers.get(code);
      if (!client) throw new Error(`No token for ${code}.`);
      return client;
    },
    signal,
    onHour: async (day, time) => {
      showDay(day);
      if (day === days[1] && time === '08:00') {
        const shown = await registerCertificates(officers, day);
        say(styled('dim', `  ${time}  · ${shown}`));
      }
      if (day === days[1] && time === '16:00') {
        const shown = await takeOnAlert(officers, department, day);
        say(styled('dim', `  ${time}  · ${shown}`));
      }
      const { summary } = await department.get(
        `/api/v1/status?province=${province}&day=${day}&limit=1`,
        dayStatus,
      );
      say(progressRow(time, summary, sink.taken()));
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
    tokens,
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
