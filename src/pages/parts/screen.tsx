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
import type { Wrap } from '../wrap.tsx';
import { type Filled, type FormBody, isSeen } from './filled.ts';

/**
 * A page and what can be done on it. For each request the order is the same: who (the route's config), load, 404,
 * parse, validate, act, and a redirect back to the page; so that a page's own code is what it loads, shows and does.
 */

/** @throws {RefusedAs} */
export function refuseAs(status: number, field: string, [vi, en]: Words): never {
  throw new RefusedAs(status, [{ field, vi, en }]);
}

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
  /** Seconds after which the browser is to look again, while there is something to wait for. */
  lookAgain?: number | undefined;
}

/** Refused with an answer of its own: to wait, not to be allowed; or shown with something more. */
export class RefusedAs extends Refused {
  readonly status: number;
  readonly more: object | undefined;

  constructor(status: number, objections: readonly Objection[] = [], more?: object) {
    super(objections);
    this.status = status;
    this.more = more;
  }
}

export interface Screen<P extends Shape, Q extends Shape, T, M> {
  path: string;
  config: FastifyContextConfig;
  params?: P;
  query?: Q;
  /** Whether an address that asks anything else is refused, rather than answered as if it did not. */
  strict?: true;
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

export interface Verb<P extends Shape, V extends Shape, Q extends Shape, T, M, F, R, B> {
  /** Below the page's path; or a path of its own. */
  at?: string;
  path?: string;
  /** Parameters of its own path. */
  params?: V;
  /** Which of the page's forms. */
  form?: string | ((body: FormBody) => string);
  /** Characters of a field at most. */
  longest?: number;
  /** Fields that may come several times, as boxes that are ticked: one text, their values parted by spaces. */
  several?: readonly string[];
  /** What its fields hold where they are not all texts: files, several of a name. */
  body?: z.ZodType<B>;
  bodyLimit?: number;
  /** Whether there is what it is done to. */
  find?: (asked: Doing<P, V, Q, T, B>) => unknown;
  /** What the form says. @throws {Refused} with all that is wrong with it */
  read?: (body: B, asked: Doing<P, V, Q, T, B>) => F | Promise<F>;
  /** What it would do, shown before it is done. @throws {Refused} */
  preview?: (fields: F, asked: Doing<P, V, Q, T, B>) => Partial<M> | Promise<Partial<M>>;
  /** @throws {Refused} */
  act: (author: Author, fields: F, asked: Doing<P, V, Q, T, B>) => R | Promise<R>;
  /** Where it leads, when not to the page with a word of it. */
  to?: (made: R, asked: Doing<P, V, Q, T, B>) => string;
  /** What the page shows of it at once and never again, in place of a redirect; undefined where there is nothing. */
  show?: (made: R, asked: Doing<P, V, Q, T, B>) => Partial<M> | undefined;
  /** Whether the form stands as it was typed beside what is shown of it. */
  keeps?: true;
  /** What a button does to the form alone, as its fields then stand; null where it is to be acted on. */
  retype?: (body: FormBody, asked: Doing<P, V, Q, T, B>) => FormBody | null;
  /** What is refused elsewhere by other names, at the fields of this form. */
  told?: (objections: readonly Objection[]) => readonly Objection[];
  /** Who may, where that is not whoever sees the page. */
  config?: FastifyContextConfig;
  /** The word for it in the address of the page that follows. */
  done?: string;
  /** What is said above what is wrong. */
  wrong?: Words;
  /** Of a refusal: 422 where something was typed, else 409. */
  refused?: number | ((body: FormBody, objections: readonly Objection[]) => number);
}

type Doing<P extends Shape, V extends Shape, Q extends Shape, T, B> = Asked<Of<P> & Of<V>, Of<Q>> & {
  it: T;
  body: B;
};

/** Puts a page on its address; what is answered takes what can be done on it. */
export function screen<
  P extends Shape = Record<never, never>,
  Q extends Shape = Record<never, never>,
  T = undefined,
  M = Record<never, never>,
>(app: App, wrap: Wrap, page: Screen<P, Q, T, M>) {
  const { path, config, view, load, done } = page;
  const params = z.object(page.params ?? {});
  const query = (page.strict ? z.strictObject : z.object)(page.query ?? ({} as Q));

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
    said: { status?: number; word?: string | undefined; filled?: Filled; more?: Partial<M> | undefined },
  ) => {
    const it = (await load?.(asked)) as T;
    const { word } = said;
    const words = typeof done === 'function' ? word && done(word, { ...asked, it }) : own(done ?? {}, word);
    const { title, content, lookAgain } = await view({ ...asked, it, more: said.more ?? page.more ?? {} });
    const { status = 200, filled } = said;
    // Instead of an element in the page: nothing but a header.
    if (lookAgain !== undefined) reply.header('refresh', String(lookAgain));
    return sendPage(reply, status, wrap(title, content, asked.principal), {
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
  function post<V extends Shape = Record<never, never>, F = undefined, R = unknown, B = FormBody>(
    verb: Verb<P, V, Q, T, M, F, R, B>,
  ): void {
    const { at = '', longest = 2_000, read, preview, act, to, show, wrong: title } = verb;
    const texts = z.record(z.string(), z.string().max(longest));
    const body = z.preprocess((given) => joined(given ?? {}, verb.several), verb.body ?? texts);
    app.post(
      verb.path ?? `${path}${at}`,
      {
        config: verb.config ?? config,
        ...(verb.bodyLimit === undefined ? {} : { bodyLimit: verb.bodyLimit }),
        schema: {
          hide: true,
          params: params.extend(verb.params ?? {}),
          querystring: z.looseObject({}),
          body,
        },
      },
      async (request, reply) => {
        const brought = request.body as B;
        const typed = textsOf(brought);
        const form = typeof verb.form === 'function' ? verb.form(typed) : verb.form;
        const given = query.safeParse(request.query);
        const asked = askedOf(request, given.success ? given.data : query.parse({}));
        const it = (await load?.(asked)) as T;
        const doing = { ...asked, it, body: brought } as Doing<P, V, Q, T, B>;
        if (verb.find && !(await verb.find(doing))) throw new Problem('not_found');
        const retyped = verb.retype?.(typed, doing);
        if (retyped) return send(asked, reply, { filled: { form, typed: retyped } });
        try {
          const fields = (await read?.(brought, doing)) as F;
          if (preview && !isSeen(typed)) {
            const more = await preview(fields, doing);
            return await send(asked, reply, { filled: { form, typed }, more });
          }
          const made = await act(authorOf(request), fields, doing);
          const more = show?.(made, doing);
          if (more) return await send(asked, reply, { more, ...(verb.keeps && { filled: { form, typed } }) });
          const back = to?.(made, doing) ?? `${addressOf(path, asked.params)}?done=${verb.done ?? 'xong'}`;
          return reply.redirect(back, 303);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const objections = verb.told?.(error.objections) ?? error.objections;
          const filled = { objections, form, title, typed: read ? typed : undefined };
          // Loaded anew: why it was refused may be that it is no longer his.
          const refused = typeof verb.refused === 'function' ? verb.refused(typed, objections) : verb.refused;
          const own = error instanceof RefusedAs ? error : undefined;
          const status = own?.status ?? refused ?? (read ? 422 : 409);
          return send(asked, reply, { status, filled, more: own?.more as Partial<M> | undefined });
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

/** The fields of a form that can stand in it again. */
function textsOf(body: unknown): FormBody {
  const fields = Object.entries(body as object);
  const texts = fields.filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
}

/** A path with its parameters filled in. */
function addressOf(path: string, params: unknown): string {
  const given = params as Record<string, string | number>;
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])));
}
