import { parseArgs } from 'node:util';

export interface DemoArguments {
  /** End after the summary instead of living on by the real clock. */
  exit: boolean;
  /** Show what an earlier run has left instead of starting afresh. */
  keep: boolean;
}

export const USAGE = 'Cách dùng: npm run demo [-- --exit] [--keep] [--help]';

export const HELP = `${USAGE}

Chạy thử Phủ Xanh: dựng dịch vụ với cơ sở dữ liệu riêng, phát lại ba mươi ngày báo cáo gần nhất
của các xã, phường, đặc khu Hải Phòng qua HTTP (hai ngày cuối theo từng giờ), rồi tiếp tục chạy theo giờ thật cho đến khi nhấn Ctrl-C.

  --exit   kết thúc sau khi in phần tổng hợp (mã 0 nếu mọi việc đúng như mong đợi)
  --keep   giữ dữ liệu của lần chạy trước, không phát lại
  --help   in hướng dẫn này

Biến môi trường: PORT (mặc định 3000; nếu đang bận sẽ chọn cổng trống), DATA_DIR (mặc định ./data;
bản chạy thử chỉ dùng thư mục con demo). Dịch vụ chỉ nghe ở 127.0.0.1.`;

/** Something to tell the person at the keyboard in one line, without a stack. */
export class DemoProblem extends Error {}

/**
 * Undefined when help is asked for.
 * @throws {DemoProblem} naming what is not understood
 */
export function readArguments(args: readonly string[]): DemoArguments | undefined {
  const options = {
    exit: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    return values.help ? undefined : { exit: values.exit, keep: values.keep };
  } catch {
    throw new DemoProblem(`Không hiểu tham số: ${args.join(' ')}\n${USAGE}`);
  }
}
