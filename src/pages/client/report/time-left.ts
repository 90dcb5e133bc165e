import { formatTimeLeft } from '../../format.ts';
import { say } from '../say.ts';

const EVERY_MS = 10_000;

/**
 * Lets the time left to the deadline go on. The server said how much it was, so that a wrong clock here
 * does not matter; of a page that was kept there is only this clock to ask.
 */
export function tickDown(shown: HTMLElement): void {
  const { left = '', at = '' } = shown.dataset;
  const kept = document.documentElement.hasAttribute('data-kept');
  const since = kept ? Number(at) : Date.now();
  const draw = () => {
    const ms = Number(left) - (Date.now() - since);
    shown.textContent =
      ms > 0
        ? `${say('Còn', 'Time left:')} ${formatTimeLeft(ms, say)}`
        : say(
            'Đã qua hạn; gửi muộn vẫn được nhận.',
            'The deadline has passed; a late report is still taken.',
          );
  };
  setInterval(draw, EVERY_MS);
  document.addEventListener('visibilitychange', draw);
  draw();
}
