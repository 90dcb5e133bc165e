/**
 * What somebody pastes into one machine of the commune's network, once. Each line sets up a task that calls
 * the address for good; a call that fails is tried again over a minute, so that a short pause of the service
 * goes unnoticed. Pure.
 */

/** Windows takes no longer command of a task. */
export const LONGEST_TASK = 261;
const LONGEST_STEP = 1_439;
const CALL = 'curl -fsS -m 20 --retry 3 --retry-delay 20 --retry-connrefused';

export interface Scripts {
  windows: string;
  /** For machines without curl, from Windows 7 on. */
  powershell: string;
  linux: string;
}

/** @param address what is called, or what stands for it */
export function scriptsFor(address: string, everyMinutes: number): Scripts {
  return {
    windows: task(everyMinutes, `${CALL.replace('curl', 'curl.exe')} -o NUL -X POST ${address}`),
    powershell: task(
      everyMinutes,
      `powershell -NoProfile -Command [Net.ServicePointManager]::SecurityProtocol=3072;` +
        `iwr -UseBasicParsing -Method Post -TimeoutSec 20 ${address}`,
    ),
    // A line pasted earlier, with an address that may be nobody's by now, goes.
    linux: `(crontab -l 2>/dev/null | grep -v /beat/px_; echo '${cronTime(everyMinutes)} ${CALL} -o /dev/null -X POST ${address}') | crontab -`,
  };
}

/** As the system, so that nobody has to be signed in and no window flashes. */
function task(everyMinutes: number, command: string): string {
  const step = Math.min(everyMinutes, LONGEST_STEP);
  return `schtasks /Create /F /TN "Phu Xanh" /SC MINUTE /MO ${step} /RU SYSTEM /TR "${command}"`;
}

/** As often as asked or more often: cron knows steps within an hour and within a day only. */
export function cronTime(everyMinutes: number): string {
  if (everyMinutes === 1) return '* * * * *';
  if (everyMinutes < 60) return `*/${everyMinutes} * * * *`;
  const hours = Math.floor(everyMinutes / 60);
  return hours === 1 ? '0 * * * *' : hours < 24 ? `0 */${hours} * * *` : '0 0 * * *';
}
