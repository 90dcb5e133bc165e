import { formatAmount } from '../../funding/money-rules.ts';
import type { Stage } from '../../funding/overview.ts';
import { NONE } from '../format.ts';
import { useSay } from '../language.tsx';
import { STAGE_WORDS } from './words.ts';

const ROW = 34;
/** So narrow that its words can be read on a phone. */
const WIDTH = 420;
const [LEFT, BAR] = [112, 16];
/** Room for a letter of an amount, as large as phones show it. */
const LETTER = 8;

/** How far the money has come: a bar a stage from one baseline, each with its amount. */
export function FundingPicture({ stages }: { stages: readonly Stage[] }) {
  const say = useSay();
  const most = stages.reduce((max, { amount }) => (amount !== null && amount > max ? amount : max), 0n);
  // Thousandths first, so that no amount is too large to be drawn.
  const width = (amount: bigint) => (most === 0n ? 0 : (Number((amount * 1_000n) / most) / 1_000) * room);
  const words = (amount: bigint | null) =>
    amount === null
      ? say('chưa biết', 'not known')
      : say(`${formatAmount(amount)} đồng`, `${formatAmount(amount)} đ`);
  const longest = Math.max(...stages.map(({ amount }) => words(amount).length));
  const room = WIDTH - LEFT - longest * LETTER - 12;
  const label = stages.map(({ key, amount }) => `${say(...STAGE_WORDS[key])}: ${words(amount)}`).join('; ');
  const height = stages.length * ROW + 8;
  return (
    <svg class="chart money" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${height}`} width={560}>
      {stages.map(({ key, amount }, place) => {
        const top = place * ROW + 8;
        const long = amount === null ? 0 : width(amount);
        return (
          <g key={key}>
            <text x={LEFT - 8} y={top + 13} text-anchor="end">
              {say(...STAGE_WORDS[key])}
            </text>
            {amount === null ? null : (
              <rect
                class={key === 'need' ? 'bar need' : 'bar'}
                x={LEFT}
                y={top}
                width={long.toFixed(1)}
                height={BAR}
              />
            )}
            <text class="amount" x={(LEFT + long + 8).toFixed(1)} y={top + 13}>
              {amount === null ? NONE : words(amount)}
            </text>
          </g>
        );
      })}
      <line class="axis" x1={LEFT} x2={LEFT} y1={4} y2={height - 4} />
    </svg>
  );
}
