import { WAITS_FOR } from '../../funding/proposal-rules.ts';
import { WAITS_WORDS } from '../../funding/words.ts';
import { gapsAddress } from '../addresses.ts';
import { formatNumber } from '../format.ts';
import { FUNDING, needsAddress, seesNeeds } from '../funding/addresses.ts';
import { countedUnit } from '../gaps/rules.ts';
import { sayIn } from '../language.tsx';
import { unitWord } from '../units.ts';
import type { HomeFacts } from './facts.ts';
import type { Line } from './lines.ts';
import { NOT_BEGUN } from './waiting.ts';

/** What is lacking, in units. Pure. */

/** How many gaps there are, and of how many nothing is known. */
export function lacking({ needs }: HomeFacts): [unmet: number, unknown: number] {
  const sum = (of: 'unmet' | 'unknown') => needs.reduce((all, one) => all + one[of], 0);
  return [sum('unmet'), sum('unknown')];
}

/** Units of everything that is counted, the most lacking first. */
function counted({ needs, registry, today }: HomeFacts) {
  const inForce = registry.indicatorsOn(today);
  return needs.flatMap((need) => {
    const of = inForce.get(need.indicator);
    return of?.kind === 'ratio' && countedUnit(of) !== null ? [{ ...need, of }] : [];
  });
}

/** Certificates that are lacking in all: how many to propose. */
export function certificates(facts: HomeFacts): Line[] {
  return counted(facts)
    .filter(({ of, missing }) => of.condition === 'certificate' && missing > 0)
    .map(({ of, missing, unmet }) => ({
      key: `propose-${of.code}`,
      count: missing,
      words: [
        `chứng thư số cần đề nghị cấp cho ${formatNumber(unmet)} đơn vị`,
        `certificates to propose for ${formatNumber(unmet)} units`,
      ],
      none: ['', ''],
      href: gapsAddress({ programme: facts.inAddress, indicator: of.code, state: 'unmet' }),
    }));
}

export function needed(facts: HomeFacts): Line[] {
  const order = [...facts.registry.indicatorsOn(facts.today).keys()];
  const all = counted(facts).sort((a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator));
  const lines = all.map(({ of, missing, unmet, unknown }): Line => {
    const unit = of.unit ?? '';
    const units = (say: ReturnType<typeof sayIn>) => unitWord(unit, say);
    const open =
      unknown === 0
        ? ['', '']
        : [`; ${formatNumber(unknown)} đơn vị chưa có số liệu`, `; ${formatNumber(unknown)} units not known`];
    return {
      key: of.code,
      count: missing,
      words: [
        `${units(sayIn('vi'))}, ${formatNumber(unmet)} đơn vị: ${of.nameVi}${open[0]}`,
        `${units(sayIn('en'))}, ${formatNumber(unmet)} units: ${of.nameEn}${open[1]}`,
      ],
      none:
        unknown === 0
          ? [`Không thiếu: ${of.nameVi}.`, `Nothing lacking: ${of.nameEn}.`]
          : [
              `Chưa có số liệu của ${formatNumber(unknown)} đơn vị: ${of.nameVi}.`,
              `Not known of ${formatNumber(unknown)} units: ${of.nameEn}.`,
            ],
      href: gapsAddress({ programme: facts.inAddress, indicator: of.code }),
    };
  });
  if (lines.length > 0) return lines;
  return [
    {
      key: 'needs',
      count: 0,
      words: ['', ''],
      none: facts.reports ? ['Không đơn vị nào còn thiếu.', 'No unit lacks anything.'] : NOT_BEGUN,
      href: gapsAddress({ programme: facts.inAddress }),
    },
  ];
}

/** What was delivered and is not in the reports; nothing where all of it is. */
export function notShown({ funding, principal }: HomeFacts): Line[] {
  if (funding.gaps.not_shown === 0) return [];
  return [
    {
      key: 'not-shown',
      count: funding.gaps.not_shown,
      words: [
        'chỉ tiêu đã được bàn giao thiết bị nhưng báo cáo chưa ghi nhận đủ',
        'items were delivered and fewer are reported',
      ],
      none: ['', ''],
      href: seesNeeds(principal)
        ? needsAddress({ funding: 'not_shown' })
        : gapsAddress({ funding: 'not_shown' }),
      urgent: true,
    },
  ];
}

/** Proposals of money, by whom they wait for. */
export function proposals({ proposals: waiting }: HomeFacts): Line[] {
  return WAITS_FOR.flatMap((who) => {
    const count = waiting[who] ?? 0;
    if (count === 0) return [];
    const [vi, en] = WAITS_WORDS[who];
    return [
      {
        key: `proposals-${who}`,
        count,
        words: [`đề xuất kinh phí đang chờ ${vi}`, `proposals wait for: ${en}`] as const,
        none: ['', ''] as const,
        href: FUNDING,
      },
    ];
  });
}
