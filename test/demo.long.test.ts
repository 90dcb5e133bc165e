import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postAsGuest } from './support/person.ts';

/** The demo as a newcomer runs it: a process of its own, on the machine's real date. */

const LONG = 300_000;
const started = new Set<ChildProcess>();
let dataDir: string;

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/demo/bundle.js']);
  dataDir = await mkdtemp(join(tmpdir(), 'phuxanh-demo-'));
});
afterEach(async () => {
  for (const child of started) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['node_modules/.cache/demo/demo.mjs', ...args], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      // An operator's own database is never the demo's.
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/nothing',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

async function finish(child: ReturnType<typeof start>) {
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

/** Waits for what a process says. */
function until(child: ReturnType<typeof start>, said: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      const match = heard.match(said);
      if (match) resolve(match);
    });
    child.once('close', () => reject(new Error(`It ended without ${said}:\n${heard}`)));
  });
}

const numbers = (match: RegExpMatchArray | null): number[] => (match ?? []).slice(1).map(Number);

function readSummary(out: string) {
  return {
    states: numbers(
      out.match(/Mức sẵn sàng\s+● đạt (\d+)\s+◐ gần đạt (\d+)\s+○ chưa đạt (\d+)\s+– chưa có số liệu (\d+)/),
    ),
    reports: numbers(out.match(/đúng hạn (\d+)\s+muộn (\d+)\s+chưa gửi (\d+)/)),
    rates: [...out.matchAll(/([\d,]+) % \((\d+)\/(\d+)\)/g)].map(([, percent, over, under]) => ({
      percent: Number(percent?.replace(',', '.')),
      of: (100 * Number(over)) / Number(under),
    })),
    mails: Number(out.match(/Thư đã gửi\s+(\d+)/)?.[1]),
  };
}

/** There is a month to look back on: how green it was, who moved, what was promised and what became of it. */
async function expectHistory(address: string, token: string, heard: string) {
  const get = async (path: string) => {
    const response = await fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
    expect([path, response.status]).toEqual([path, 200]);
    return await response.json();
  };
  const [, from = '', to = ''] = heard.match(/so-sanh\?from=([\d-]+)&to=([\d-]+)/) ?? [];
  expect(Date.parse(to) - Date.parse(from)).toBeGreaterThan(38 * 24 * 60 * 60_000);
  const {
    from: first,
    to: last,
    changes,
  } = await get(`/api/v1/comparison?province=31&from=${from}&to=${to}`);
  expect(first.summary.percentGreen).toBeLessThan(30);
  expect(last.summary.percentGreen).toBeGreaterThan(60);
  expect(changes.length).toBeGreaterThan(50);
  const { items } = await get('/api/v1/gaps?province=31&limit=5000');
  const promises = items.flatMap(({ promise }: { promise: { state?: string } | null }) => promise ?? []);
  expect(promises.length).toBeGreaterThan(3);
}

const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);
const databaseRuns = () =>
  access(join(dataDir, 'demo', 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  );

describe('npm run demo -- --exit', () => {
  let out: string;

  it(
    'plays thirty days and says what the service makes of them',
    async () => {
      const ran = await finish(start(['--exit']));
      expect(ran.err).toBe('');
      expect(ran.code).toBe(0);
      out = ran.out;
      const { states, reports, rates, mails } = readSummary(out);
      expect(states).toHaveLength(4);
      expect(sum(states)).toBe(114);
      expect(Math.min(...states)).toBeGreaterThan(0);
      expect((states[0] ?? 0) / 114).toBeGreaterThan(0.6);
      expect((states[0] ?? 0) / 114).toBeLessThan(0.66);
      expect(sum(reports)).toBe(114);
      expect(Math.min(...reports)).toBeGreaterThan(0);
      expect(rates).toHaveLength(3);
      for (const { percent, of } of rates) expect(percent).toBeCloseTo(of, 0);
      expect(out.match(/^ +\d+ đơn vị {3}/gm)).toHaveLength(5);
      expect(out).toMatch(/không còn đạt 1\b/);
      expect(out).toMatch(/chứng thư số sắp hết hạn 1\b/);
      expect(out).toMatch(/hẹn ngày 1 .*tạm ngừng nhắc 1 đơn vị/);
      expect(out).toMatch(/còn hiệu lực 10, trong đó sắp hết hạn 1\b/);
      expect(out).toMatch(/đang theo dõi 3 đơn vị/);
      expect(mails).toBeGreaterThan(0);
      expect(await readdir(join(dataDir, 'demo', 'mails'))).toHaveLength(Math.min(mails, 500));
      expect(out.match(/^ +\d+\/\d+ +\d+\/114 /gm)).toHaveLength(7);
      expect(await databaseRuns()).toBe(false);
    },
    LONG,
  );

  it('tells each of the stories', () => {
    for (const story of [
      'bị từ chối',
      'sửa lại',
      'hai lần',
      'gửi bù',
      'đính chính',
      'Excel',
      'hôm nay không còn',
    ])
      expect(out).toContain(story);
  });

  it(
    'shows the same again with --keep, without playing, and serves it until told to stop',
    async () => {
      const child = start(['--keep']);
      const [, heard = '', address, token] = await until(
        child,
        /(Tổng hợp.*Việc hôm nay +(\S+)\/\n.*Mã truy cập +(\S+).*)Ctrl-C/s,
      );
      // On a working day the real clock goes on sending mails.
      const { mails: before, ...played } = readSummary(out);
      const { mails, ...kept } = readSummary(heard);
      expect(kept).toEqual(played);
      expect(mails).toBeGreaterThanOrEqual(before);
      expect(heard).not.toContain('Phát lại');

      const board = await fetch(`${address}/api/v1/status`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(board.status).toBe(200);
      await expectHistory(address ?? '', token ?? '', heard);
      const password = heard.match(/Mật khẩu +(\S+)/)?.[1] ?? '';
      const logins = [...heard.matchAll(/^ {2}(?:Tài khoản|\s{9}) {6}([a-z]+) /gm)].map(
        ([, login]) => login ?? '',
      );
      expect(logins).toEqual(['canbo', 'chutich', 'so', 'taichinh', 'lanhdao', 'theodoi', 'quantri']);
      for (const login of logins) {
        const answer = await postAsGuest({ address: address ?? '' }, '/dang-nhap', { login, password });
        expect([login, answer.status]).toEqual([login, 303]);
      }
      expect((await fetch(`${address}/docs`)).status).toBe(200);
      expect((await fetch(`${address}/`)).status).toBeLessThan(500);

      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      expect(code).toBe(0);
      expect(await databaseRuns()).toBe(false);
    },
    LONG,
  );

  it(
    'stops cleanly in the middle',
    async () => {
      const child = start(['--exit']);
      const err = text(child.stderr);
      // From the first minute on somebody can look on, and stays signed in while weeks go by.
      const [, address = '', password = ''] = await until(
        child,
        /giây: (\S+).*tài khoản so .*mật khẩu (\S+)\n/s,
      );
      const answer = await postAsGuest({ address }, '/dang-nhap', { login: 'so', password });
      expect(answer.status).toBe(303);
      child.kill('SIGINT');
      const [code] = await once(child, 'exit');
      expect(code).toBe(130);
      expect(await err).toBe('');
      expect(await databaseRuns()).toBe(false);
    },
    LONG,
  );

  it(
    'takes another port where the one wished for is taken',
    async () => {
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as { port: number };
      const child = start([], { PORT: String(port) });
      const [, wished, other] = await until(child, /Cổng (\d+) đang bận.*127\.0\.0\.1:(\d+)\n/s);
      expect(Number(wished)).toBe(port);
      expect(Number(other)).not.toBe(port);
      child.kill('SIGTERM');
      await once(child, 'exit');
      taken.close();
      expect(await databaseRuns()).toBe(false);
    },
    LONG,
  );

  it(
    'removes nothing that is not a demo’s',
    async () => {
      const elsewhere = join(dataDir, 'elsewhere');
      await mkdir(join(elsewhere, 'demo'), { recursive: true });
      await writeFile(join(elsewhere, 'demo', 'thesis.txt'), 'ten years of work');
      const { code, err } = await finish(start(['--exit'], { DATA_DIR: elsewhere }));
      expect(code).toBe(1);
      expect(err).toContain('không phải thư mục của bản chạy thử');
      expect(await readFile(join(elsewhere, 'demo', 'thesis.txt'), 'utf8')).toBe('ten years of work');
    },
    LONG,
  );

  it(
    'refuses what it does not know, with the usage',
    async () => {
      const { code, err } = await finish(start(['--fast']));
      expect(code).toBe(1);
      expect(err).toContain('Cách dùng: npm run demo');
      expect(err).not.toContain('    at ');
    },
    LONG,
  );
});
