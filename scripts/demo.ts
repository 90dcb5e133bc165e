import { relative } from 'node:path';
import { ConfigError } from '../src/config.ts';
import { EmbeddedUnavailable } from '../src/db/embedded/server.ts';
import { startCron } from '../src/scheduler/cron.ts';
import { localityList } from './demo/answers.ts';
import { type DemoArguments, DemoProblem, HELP, readArguments } from './demo/arguments.ts';
import { createClient } from './demo/client.ts';
import { decimal, say, styled } from './demo/console.ts';
import { openAccounts } from './demo/people.ts';
import { invite, type Played, replay } from './demo/replay.ts';
import { examplePapers, examplePrices, keepCalling, silenceOne, watchNetworks } from './demo/showcase.ts';
import { type Cleanup, type Demo, startDemo } from './demo/start.ts';
import { type Overview, readOverview, showOverview } from './demo/summary.ts';
import { type DemoTokens, loadTokens } from './demo/tokens.ts';
import { UnexpectedAnswer } from './simulate/play.ts';

/**
 * The service on thirty days of Hải Phòng: started, played, summed up, left running by the real clock.
 * @returns the exit code: 0, or 1 when what the service says is not what was sent to it
 */
async function run({ exit, keep }: DemoArguments, signal: AbortSignal, cleanup: Cleanup): Promise<number> {
  say(styled('bold', 'Phủ Xanh, bản chạy thử'));
  const demo = await startDemo(keep, cleanup);
  const { service, clock, folder, address, log } = demo;
  if (demo.takenPort !== undefined) say(`Cổng ${demo.takenPort} đang bận, dùng cổng khác.`);
  say(`Dịch vụ sẵn sàng sau ${decimal(performance.now() / 1000)} giây: ${address}`);
  say(`Dữ liệu nằm trong ${shown(folder.path)}, tách khỏi dữ liệu thật.`);
  say();
  signal.throwIfAborted();

  const tokens = folder.played ? await loadTokens(folder.tokens) : await invite(demo);
  const accounts = await openAccountsOf(demo, tokens);
  let played: Played | undefined;
  if (!folder.played) {
    say(`Đăng nhập được ngay: tài khoản so (Sở KH&CN), mật khẩu ${accounts.password}`);
    say();
    played = await replay(demo, tokens, signal);
  }
  clock.release();
  const department = createClient(address, tokens.department);
  if (played) {
    await silenceOne(department, demo.province, clock.now());
    await examplePrices(createClient(address, tokens.admin), demo.province, demo.days[0]);
    await examplePapers(demo.db, clock.now());
  }
  const networks = await watchNetworks(tokens.officers, address);
  await service.scheduler.tick();
  signal.throwIfAborted();
  const clients = {
    department,
    admin: createClient(address, tokens.admin),
  };
  const overview = await readOverview(clients, demo.province, demo.days);
  showOverview(overview, demo.days[1], shown(folder.mails));
  const faults = [...(played?.disagreements(overview) ?? []), ...(played ? faultsOf(demo, overview) : [])];
  for (const line of faults) console.error(`Không khớp: ${line}`);
  showWayIn(demo, tokens, accounts);

  if (!exit) {
    cleanup.push(startCron(service.scheduler.tick, log));
    cleanup.push(keepCalling(networks));
    say(`Từ đây chạy theo giờ thật. Nhấn Ctrl-C để dừng.`);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }
  return faults.length > 0 ? 1 : 0;
}

function faultsOf({ sink }: Demo, { mailsSent, failedRuns }: Overview): string[] {
  const mails =
    sink.taken() === mailsSent ? [] : [`hệ thống gửi ${mailsSent} thư, hộp thư nhận ${sink.taken()}`];
  return [...mails, ...failedRuns];
}

/** One account of each role; the officer's is of the first locality. */
async function openAccountsOf({ address, province, db, clock }: Demo, { officers }: DemoTokens) {
  const [[area, officer] = ['', '']] = Object.entries(officers);
  const own = await createClient(address, officer).get('/api/v1/localities', localityList);
  const place = own.items.map(({ type, name }) => `${type} ${name}`).join();
  return {
    place,
    ...(await openAccounts(db.orm, { province, officer: { area, place } }, clock.now())),
  };
}

type Accounts = Awaited<ReturnType<typeof openAccountsOf>>;

function showWayIn(
  { address, province, folder, past, days }: Demo,
  { department, officers }: DemoTokens,
  { place, password, people }: Accounts,
): void {
  const [officer] = Object.values(officers);
  say('Xem thử');
  say(`  Việc hôm nay   ${address}/`);
  say(`  Bảng theo dõi  ${address}/bang-theo-doi?day=${days[1]}   (ngày vừa tổng hợp)`);
  say(`  So sánh        ${address}/so-sanh?from=${past[0] ?? days[0]}&to=${days[1]}`);
  say(`  Cảnh báo       ${address}/canh-bao   tạm ngừng nhắc: /tam-ngung-nhac`);
  say(`  Chứng thư      ${address}/chung-thu-so   đường truyền: /duong-truyen`);
  for (const [index, { login, is }] of people.entries())
    say(`  ${index === 0 ? 'Tài khoản ' : '          '}     ${login.padEnd(10)} (${is})`);
  say(`  Mật khẩu       ${password}   (chung cho các tài khoản trên)`);
  say(`  Mã truy cập    ${department}   (Sở KH&CN)`);
  say(`                 ${officer}   (cán bộ ${place})`);
  say(`                 các mã khác nằm trong ${shown(folder.tokens)}`);
  say(`  Tài liệu API   ${address}/docs`);
  say(`  Gọi thử        curl -H "Authorization: Bearer ${department}" \\`);
  say(`                   "${address}/api/v1/gaps?province=${province}&limit=3"`);
  say();
}

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** What a person can do something about is one line; a stack is for mistakes of ours. */
function explain(error: unknown): unknown {
  const expected = [ConfigError, DemoProblem, EmbeddedUnavailable, UnexpectedAnswer];
  return expected.some((kind) => error instanceof kind) ? (error as Error).message : error;
}

/** Ends everything, the last begun first, whatever fails on the way. */
async function endAll(cleanup: Cleanup): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of cleanup.reverse())
    await stop().catch((error: unknown) => {
      failures.push(error);
    });
  if (failures.length > 0) throw failures[0];
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args) {
    say(HELP);
    return 0;
  }
  const stopping = new AbortController();
  let live = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  // Whoever read along has gone (`npm run demo | head`).
  process.stdout.on('error', () => stopping.abort());
  const cleanup: Cleanup = [];
  try {
    const code = await run(args, stopping.signal, cleanup);
    live = true;
    return code;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    return 130;
  } finally {
    if (stopping.signal.aborted) say(live ? '\nĐang dừng.' : '\nĐang dừng giữa chừng.');
    await endAll(cleanup);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(explain(error));
    process.exitCode = 1;
  },
);
