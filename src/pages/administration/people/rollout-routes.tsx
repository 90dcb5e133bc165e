import type { Routes } from '../../../http/context.ts';
import { readWays } from '../../../outbox/ways.ts';
import { type Card, makeCards } from '../../../people/cards.ts';
import { inviteIn } from '../../../people/invite.ts';
import { readRollout } from '../../../people/rollout.ts';
import { formatNumber } from '../../format.ts';
import { type Asked, screen } from '../../parts/screen.tsx';
import { type AdministrationDeps, config } from '../deps.ts';
import { CARDS, ROLLOUT } from './addresses.ts';
import { AskCards, Cards } from './cards.tsx';
import { RolloutPage } from './rollout.tsx';

/** How far people have come in, and what brings the others: a reminder, or a card on paper. */
export function rolloutPages({ db, publicUrl, wrap }: AdministrationDeps): Routes {
  const load = ({ registry, principal, now }: Pick<Asked, 'registry' | 'principal' | 'now'>) =>
    readRollout(db, registry, principal.area, now);
  const idsOf = ({ awaited }: Awaited<ReturnType<typeof load>>) =>
    awaited.flatMap(({ account }) => (account ? [account.id] : []));

  return async (app) => {
    const meter = screen(app, wrap, {
      path: ROLLOUT,
      config,
      load,
      done: (word) => {
        const [, ...counts] = /^nhac-(\d+)-(\d+)-(\d+)$/.exec(word) ?? [];
        const [invited, already, unreachable] = counts.map((one) => formatNumber(Number(one)));
        return invited === undefined
          ? undefined
          : [
              `${invited} thư mời được gửi trong vòng một phút; ${already} người đã được mời hôm nay; ${unreachable} người không có email hay kênh Zalo: in thẻ mời.`,
              `${invited} invitations go out within a minute; ${already} were asked today; ${unreachable} cannot be written to: print cards.`,
            ];
      },
      view: ({ it }) => ({
        title: ['Tiến độ mời người dùng', 'How far people have come'],
        content: <RolloutPage rollout={it} />,
      }),
    });
    meter.post({
      at: '/nhac',
      act: async (author, _, { it, now }) => {
        const ways = await readWays(db.sql, now);
        const how = { dryRun: false, anew: true };
        return await db.orm.transaction((tx) => inviteIn(tx, author, idsOf(it), ways, how));
      },
      to: ({ invited, already, unreachable }) =>
        `${ROLLOUT}?done=nhac-${invited}-${already}-${unreachable.length}`,
    });

    const cards = screen(app, wrap, {
      path: CARDS,
      config,
      load,
      more: {} as { cards?: Card[] },
      view: ({ it, more }) => ({
        title: ['Thẻ mời in giấy', 'Printed cards'],
        content: more.cards ? (
          <Cards cards={more.cards} publicUrl={publicUrl} />
        ) : (
          <AskCards count={it.awaited.length} />
        ),
      }),
    });
    cards.post({
      act: (author, _, { it, principal }) => makeCards(db.orm, author, idsOf(it), principal.area),
      show: (made) => ({ cards: made }),
    });
  };
}
