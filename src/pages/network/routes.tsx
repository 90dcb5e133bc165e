import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { beatAddress } from '../../heartbeat/address.ts';
import {
  changeRhythm,
  DEFAULT_RHYTHM,
  RHYTHM_FIELDS,
  removeHeartbeat,
  setUpHeartbeat,
} from '../../heartbeat/change.ts';
import type { Rhythm } from '../../heartbeat/types.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { readForm } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { loadNetwork } from './facts.ts';
import { Networks } from './list.tsx';
import { loadNetworks, SHOWN_ORDER } from './list-facts.ts';
import { NetworkPage } from './page.tsx';

const config = { access: WRITERS, form: true };

/** The networks of communes: how they stand, and the addresses that they call. */
export function networkPages({
  sql,
  publicUrl,
  wrap,
}: {
  sql: RootSql;
  publicUrl: string;
  wrap: Wrap;
}): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: '/duong-truyen',
      config: { access: ROLES },
      query: { province: z.string().optional(), state: z.enum(SHOWN_ORDER).optional() },
      view: async ({ registry, principal, now, query: { province, state } }) => ({
        title: ['Đường truyền', 'Networks'],
        content: (
          <Networks
            facts={
              await loadNetworks(sql, {
                registry,
                principal,
                // The form sends the field blank for all provinces.
                province: province || undefined,
                state,
                now,
              })
            }
          />
        ),
      }),
    });

    const page = screen(app, wrap, {
      path: '/duong-truyen/:code',
      config: { access: ROLES },
      params: { code: z.string() },
      done: {
        nhip: ['Đã lưu tần suất tín hiệu.', 'Saved.'],
        go: ['Đã ngừng theo dõi. Số liệu cũ vẫn giữ.', 'It is watched no more. What was counted stays.'],
      },
      more: {} as { made?: string },
      load: ({ registry, principal, params }) => requireLocality(registry, principal, params.code),
      view: async ({ it, more, request, registry, now, today }) => {
        const network = await loadNetwork(sql, it.code, now);
        const named = registry.nameOn(it, today);
        const { everyMinutes, graceMinutes } = network.view ?? DEFAULT_RHYTHM;
        const typed = { everyMinutes: String(everyMinutes), graceMinutes: String(graceMinutes) };
        return {
          title: [`Đường truyền ${named.name}`, `Network ${named.name}`],
          content: (
            <NetworkPage
              named={named}
              network={network}
              typed={maySetUp(request, it) ? typed : null}
              made={more.made}
            />
          ),
        };
      },
    });
    page.post({
      config,
      find: mustSetUp,
      read: (body) => ('everyMinutes' in body ? readForm<Rhythm>(RHYTHM_FIELDS, body) : {}),
      act: async (author, asked, { it }) =>
        beatAddress(publicUrl, (await setUpHeartbeat(sql, author, it.code, asked)).token),
      // Not by way of a redirect: the address is shown this once.
      show: (made) => ({ made }),
    });
    page.post({
      at: '/nhip',
      config,
      find: mustSetUp,
      read: (body) => readForm<Rhythm>(RHYTHM_FIELDS, body),
      act: (author, rhythm, { it }) => changeRhythm(sql, author, it.code, rhythm),
      done: 'nhip',
    });
    page.post({
      at: '/go',
      config,
      find: mustSetUp,
      act: (author, _, { it }) => removeHeartbeat(sql, author, it.code),
      done: 'go',
    });
  };
}

/** What ended is watched no more. */
function maySetUp({ registry, principal, receivedAt: now }: FastifyRequest, locality: Locality): boolean {
  return (
    WRITERS.includes(principal.role) && mayWrite(registry, principal, now) && inForce(locality, dayOf(now))
  );
}

/** @throws {Problem} forbidden to whoever only reads, and when the locality has ended */
function mustSetUp({ request, it }: { request: FastifyRequest; it: Locality }): true {
  if (!maySetUp(request, it)) throw new Problem('forbidden');
  return true;
}
