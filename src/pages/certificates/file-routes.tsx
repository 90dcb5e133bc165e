import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { WRITERS } from '../../access/principal.ts';
import { FILE_BYTES, faultOfFile, MOST_CERTIFICATES } from '../../certificates/file/faults.ts';
import { readCertificates } from '../../certificates/file/read-aside.ts';
import type { FileRead, FoundCertificate } from '../../certificates/file/read-file.ts';
import { type FileOfLocality, type FileOutcome, keepFromFile } from '../../certificates/from-file.ts';
import { CERTIFICATE_KINDS } from '../../certificates/types.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import type { Locality } from '../../registry/types.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { PATH, registerAddress } from './addresses.ts';
import { FoundPage, fieldsOf, isOffered } from './found.tsx';
import { createRegisterPage, requireWritable } from './routes.tsx';

const params = z.object({ code: z.string() });
const config = { access: WRITERS, form: true, heavy: true as const };

/** Certificates out of their files: read and shown first, entered when somebody says so. */
export function certificateFilePages({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  const showRegister = createRegisterPage({ sql, shell });

  function showFound(
    request: FastifyRequest,
    reply: FastifyReply,
    locality: Locality,
    of: { outcomes: FileOutcome[]; taken: ReadonlySet<number>; refused: boolean },
  ): FastifyReply {
    const named = request.registry.nameOn(locality, dayOf(request.receivedAt));
    const content = <FoundPage named={named} {...of} />;
    return sendPage(
      reply,
      of.refused ? 422 : 200,
      shell(['Chứng thư trong tệp', 'Certificates in the file'], content, request.principal),
    );
  }
  function refuseFile(request: FastifyRequest, reply: FastifyReply, locality: Locality, read: FileRead) {
    const { message, messageVi } = faultOfFile(read.ok ? 'no_certificate' : read.fault);
    return showRegister(request, reply, 422, locality, { fileFault: sayFor(request)(messageVi, message) });
  }

  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    app.post(
      `${PATH}/:code/tep`,
      { config, schema: { hide: true, params, body: z.object({ file: sentFile.optional() }) } },
      async (request, reply) => {
        const locality = requireWritable(request, request.params.code);
        const { file } = request.body;
        const refuse = (vi: string, en: string) =>
          showRegister(request, reply, 422, locality, { fileFault: sayFor(request)(vi, en) });
        if (!file || file.bytes.length === 0) return refuse('Chọn một tệp chứng thư.', 'Choose a file.');
        if (file.cut)
          return refuse(
            `Tệp lớn hơn ${FILE_BYTES / 1024} kB nên không phải tệp chứng thư.`,
            `The file is larger than ${FILE_BYTES / 1024} kB: it is no certificate.`,
          );
        const read = await readCertificates(file.bytes);
        if (!read.ok) return refuseFile(request, reply, locality, read);
        const saidOf: FileOfLocality['saidOf'] = ({ kind, title: holder }, known) =>
          known ?? { kind, holder };
        const asked = { locality: locality.code, all: read.found, saidOf };
        const outcomes = await keepFromFile(sql, asked, authorOf(request), { dryRun: true });
        // What is there already, or over, is entered by whoever means it.
        const taken = outcomes.flatMap((one, at) =>
          isOffered(one) && one.outcome !== 'unchanged' && one.notes.length === 0 ? [at] : [],
        );
        return showFound(request, reply, locality, { outcomes, taken: new Set(taken), refused: false });
      },
    );

    app.post(
      `${PATH}/:code/tep/ghi`,
      { config, schema: { hide: true, params, body: z.record(z.string(), z.string()) } },
      async (request, reply) => {
        const locality = requireWritable(request, request.params.code);
        const { body } = request;
        // Read anew, and together, so that authorities in the file still vouch for the others.
        const read = await readCertificates(Buffer.from(pemOf(body)));
        if (!read.ok) return refuseFile(request, reply, locality, read);
        const places = placesOf(body);
        const placeOf = ({ der }: FoundCertificate) => places.get(der.toString('base64')) ?? -1;
        const saidOf = (one: FoundCertificate) => {
          const names = fieldsOf(placeOf(one));
          const kind = CERTIFICATE_KINDS.find((known) => known === body[names.kind]) ?? one.kind;
          return { kind, holder: body[names.holder] ?? one.title };
        };
        const isTaken = (one: FoundCertificate) => body[fieldsOf(placeOf(one)).take] === 'yes';
        const author = authorOf(request);
        const asked = { locality: locality.code, all: read.found, saidOf };
        const outcomes = await keepFromFile(sql, asked, author, { dryRun: true });
        const taken = outcomes.filter(({ found }) => isTaken(found));
        if (taken.length === 0 || taken.some((one) => one.outcome === 'rejected')) {
          const at = new Set(outcomes.flatMap(({ found }, place) => (isTaken(found) ? [place] : [])));
          return showFound(request, reply, locality, { outcomes, taken: at, refused: true });
        }
        await keepFromFile(sql, { ...asked, all: read.found.filter(isTaken) }, author);
        return reply.redirect(registerAddress(locality.code, 'entered'), 303);
      },
    );
  };
}

/** By the certificate as the form has it, its place there. */
function placesOf(body: Record<string, string>): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at < MOST_CERTIFICATES; at++) {
    const der = body[fieldsOf(at).der];
    if (der !== undefined) places.set(der, at);
  }
  return places;
}

function pemOf(body: Record<string, string>): string {
  const blocks = [...placesOf(body).keys()];
  return blocks.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`).join('');
}
