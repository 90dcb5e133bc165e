import type { FastifyContextConfig, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import type { Principal } from '../../access/principal.ts';
import { type Day, dayOf } from '../../days.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { own } from '../../lib/own.ts';
import { type Objection, Refused } from '../../refused.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { type Say, sayFor, type Words } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { type Filled, type FormBody, isSeen } from './filled.ts';

/**
 * A page and what can be done on it. For each request the order is the same: who (the route's config), load, 404,
 * parse, validate, act, and a redirect back to the page; so that a page's own code is what it loads, shows and does.
 */

/** The number of a row, in a path. */
export const rowId = z.coerce.number().int().min(1).max(2_147_483_647);

type App = Parameters<Routes>[0];
type Shape = Record<string, z.ZodType>;
type Of<S extends Shape> = z.infer<z.ZodObject<S>>;

/** Who asks, what, when. */
export interface Asked<P = unknown, Q = unknown> {
  request: FastifyRequest;
  registry: Registry;
  principal: Principal;
  now: Date;
  today: Day;
  say: Say;
  params: P;
  /** Of the address; where a form is answered that says nothing of it, as of a page that asks nothing more. */
  query: Q;
}

export interface Shown {
  title: string | Words;
  content: VNode;
}

export interface Screen<P extends Shape, Q extends Shape, T, M> {
  path: string;
  config: FastifyContextConfig;
  params?: P;
  query?: Q;
  /** What the page is about. @throws {Problem} not_found where it is not there for who asks */
  load?: (asked: Asked<Of<P>, Of<Q>>) => T | Promise<T>;
  /** What acts may show at once and never again; as it stands when they have not. */
  more?: M;
  /** The page. */
  view: (asked: Asked<Of<P>, Of<Q>> & { it: T; more: Partial<M> }) => Shown | Promise<Shown>;
  /** What is said when the address ends in `?done=`. */
  done?:
    | Record<string, Words>
    | ((word: string, asked: Asked<Of<P>, Of<Q>> & { it: T }) => Words | undefined);
}

export interface Verb<P extends Shape, V extends Shape, Q extends Shape, T, M, F, R> {
  /** Below the page's path; or a path of its own. */
  at?: string;
  path?: string;
  /** Parameters of its own path. */
  params?: V;
  /** Which of the page's forms. */
  form?: string;
  /** Characters of a field at most. */
  longest?: number;
  /** Fields that may come several times, as boxes that are ticked: one text, their values parted by spaces. */
  several?: readonly string[];
  /** Whether there is what it is done to. */
  find?: (asked: Doing<P, V, Q, T>) => unknown;
  /** What the form says. @throws {Refused} with all that is wrong with it */
  read?: (body: FormBody, asked: Doing<P, V, Q, T>) => F | Promise<F>;
  /** What it would do, shown before it is done. @throws {Refused} */
  preview?: (fields: F, asked: Doing<P, V, Q, T>) => Partial<M> | Promise<Partial<M>>;
  /** @throws {Refused} */
  act: (author: Author, fields: F, asked: Doing<P, V, Q, T>) => R | Promise<R>;
  /** Where it leads, when not to the page with a word of it. */
  to?: (made: R, asked: Doing<P, V, Q, T>) => string;
  /** What the page shows of it at once and never again, in place of a redirect. */
  show?: (made: R, asked: Doing<P, V, Q, T>) => Partial<M>;
  /** What a button does to the form alone, as its fields then stand; null where it is to be acted on. */
  retype?: (body: FormBody, asked: Doing<P, V, Q, T>) => FormBody | null;
  /** What is refused elsewhere by other names, at the fields of this form. */
  told?: (objections: readonly Objection[]) => readonly Objection[];
  /** Who may, where that is not whoever sees the page. */
  config?: FastifyContextConfig;
  /** The word for it in the address of the page that follows. */
  done?: string;
  /** Of a refusal: 422 where something was typed, else 409. */
  refused?: number | ((body: FormBody, objections: readonly Objection[]) => number);
}

type Doing<P extends Shape, V extends Shape, Q extends Shape, T> = Asked<Of<P> & Of<V>, Of<Q>> & {
  it: T;
  body: FormBody;
};

/** Puts a page on its address; what is answered takes what can be done on it. */
export function screen<
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  T = undefined,
  M = Record<never, never>,
>(app: App, shell: Shell, page: Screen<P, Q, T, M>) {
  const { path, config, view, load, done } = page;
  const params = z.object(page.params ?? {});
  const query = z.object(page.query ?? {});

  const askedOf = (request: FastifyRequest, given: unknown): Asked<Of<P>, Of<Q>> => ({
    request,
    registry: request.registry,
    principal: request.principal,
    now: request.receivedAt,
    today: dayOf(request.receivedAt),
    say: sayFor(request),
    params: request.params as Of<P>,
    query: given as Of<Q>,
  });
  const send = async (
    asked: Asked<Of<P>, Of<Q>>,
    reply: FastifyReply,
    said: { status?: number; word?: string | undefined; filled?: Filled; more?: Partial<M> },
  ) => {
    const it = (await load?.(asked)) as T;
    const { word } = said;
    const words = typeof done === 'function' ? word && done(word, { ...asked, it }) : own(done ?? {}, word);
    const { title, content } = await view({ ...asked, it, more: said.more ?? page.more ?? {} });
    const { status = 200, filled } = said;
    return sendPage(reply, status, shell(title, content, asked.principal), {
      filled,
      done: words || undefined,
      at: asked.request.method === 'GET' ? '/' : addressOf(path, asked.params),
    });
  };

  app.get(
    path,
    { config, schema: { hide: true, params, querystring: query.extend({ done: z.string().optional() }) } },
    async (request, reply) => {
      const { done: word, ...given } = request.query as { done?: string };
      return send(askedOf(request, given), reply, { word });
    },
  );

  /** Something that can be done on the page. */
  function post<V extends Shape = Record<never, never>, F = undefined, R = unknown>(
    verb: Verb<P, V, Q, T, M, F, R>,
  ): void {
    const { at = '', form, longest = 2_000, read, preview, act, to, show } = verb;
    const body = z.preprocess(
      (given) => joined(given ?? {}, verb.several),
      z.record(z.string(), z.string().max(longest)),
    );
    app.post(
      verb.path ?? `${path}${at}`,
      {
        config: verb.config ?? config,
        schema: { hide: true, params: params.extend(verb.params ?? {}), body },
      },
      async (request, reply) => {
        const typed = request.body as FormBody;
        const given = query.safeParse(request.query);
        const asked = askedOf(request, given.success ? given.data : query.parse({}));
        const it = (await load?.(asked)) as T;
        const doing = { ...asked, it, body: typed } as Doing<P, V, Q, T>;
        if (verb.find && !(await verb.find(doing))) throw new Problem('not_found');
        const retyped = verb.retype?.(typed, doing);
        if (retyped) return send(asked, reply, { filled: { form, typed: retyped } });
        try {
          const fields = (await read?.(typed, doing)) as F;
          if (preview && !isSeen(typed)) {
            const more = await preview(fields, doing);
            return await send(asked, reply, { filled: { form, typed }, more });
          }
          const made = await act(authorOf(request), fields, doing);
          if (show) return await send(asked, reply, { more: show(made, doing) });
          const back = to?.(made, doing) ?? `${addressOf(path, asked.params)}?done=${verb.done ?? 'xong'}`;
          return reply.redirect(back, 303);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const objections = verb.told?.(error.objections) ?? error.objections;
          const filled = { objections, form, typed: read ? typed : undefined };
          // Loaded anew: why it was refused may be that it is no longer his.
          const refused = typeof verb.refused === 'function' ? verb.refused(typed, objections) : verb.refused;
          return send(asked, reply, { status: refused ?? (read ? 422 : 409), filled });
        }
      },
    );
  }

  return { post };
}

function joined(given: object, several: readonly string[] | undefined): object {
  if (several === undefined) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      several.includes(name) && Array.isArray(value) ? value.join(' ') : value,
    ]),
  );
}

/** A path with its parameters filled in. */
function addressOf(path: string, params: unknown): string {
  const given = params as Record<string, string | number>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])));
}
