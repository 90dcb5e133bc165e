import { z } from 'zod';
import type { Author } from '../../access/author.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { checkCertificate } from '../../certificates/check.ts';
import { FILE_BYTES, faultOfFile, MOST_CERTIFICATES } from '../../certificates/file/faults.ts';
import { readCertificates } from '../../certificates/file/read-aside.ts';
import type { FoundCertificate } from '../../certificates/file/read-file.ts';
import { type FileOfLocality, type FileOutcome, keepFromFile } from '../../certificates/from-file.ts';
import { keepCertificates } from '../../certificates/keep.ts';
import { readCertificate } from '../../certificates/store.ts';
import { CERTIFICATE_KINDS, WITHDRAWALS } from '../../certificates/types.ts';
import { withdrawCertificate } from '../../certificates/withdraw.ts';
import { dayOf, isDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readChoice } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { requireLocality, requireWriter } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Refused, refuse } from '../../refused.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import type { Words } from '../language.tsx';
import { objectionsIn, readFile } from '../parts/filled.ts';
import { type Asked, RefusedAs, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { ADD_FORM } from './add-form.tsx';
import { PATH, registerAddress } from './addresses.ts';
import { loadRegister } from './facts.ts';
import { FOUND_FORM, FoundPage, fieldsOf, foundObjections, isOffered } from './found.tsx';
import { RegisterPage, withdrawForm } from './register.tsx';

const config = { access: WRITERS, form: true };
const heavy = { ...config, heavy: true as const };
const NOT_TAKEN: Words = [
  'Chưa nhận được tệp. Anh/chị vui lòng xem lại:',
  'The file was not taken. Please look at this:',
];

/** What is in a file, with the places of those that are to be entered. */
interface Found {
  outcomes: FileOutcome[];
  taken: ReadonlySet<number>;
}

/** The register of one locality: certificates by hand, out of their files, and taken out of use. */
export function registerPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  /** @throws {Problem} forbidden, not_found; a locality that has ended takes no certificates either */
  const isWritable = ({ request, now, it: locality }: Asked & { it: Locality }) => {
    requireWriter(request);
    return inForce(locality, dayOf(now));
  };
  /** What would become of those in a file, which have to be read, and together, so that authorities vouch for others. */
  async function outcomesOf(
    bytes: Buffer,
    locality: Locality,
    author: Author,
    saidOf: FileOfLocality['saidOf'],
  ) {
    const read = await readCertificates(bytes);
    if (!read.ok) throw new Refused(objectionsIn([faultOfFile(read.fault)], 'file'));
    const asked = { locality: locality.code, all: read.found, saidOf };
    return { asked, outcomes: await keepFromFile(sql, asked, author, { dryRun: true }) };
  }

  return async (app) => {
    await takeFiles(app, FILE_BYTES);

    const register = screen(app, wrap, {
      path: `${PATH}/:code`,
      config: { access: ROLES },
      params: { code: z.string() },
      more: {} as Partial<Found>,
      done: {
        added: ['Đã ghi chứng thư vào sổ.', 'The certificate was entered.'],
        corrected: ['Đã cập nhật chứng thư trong sổ.', 'The certificate was brought up to date.'],
        unchanged: [
          'Sổ đã có chứng thư này, không có gì thay đổi.',
          'It was there already; nothing changed.',
        ],
        entered: ['Đã ghi các chứng thư trong tệp vào sổ.', 'The certificates of the file were entered.'],
        withdrawn: ['Đã ghi chứng thư không còn dùng.', 'The certificate is out of use.'],
      },
      load: ({ registry, principal, params }) => requireLocality(registry, principal, params.code),
      view: async ({ registry, principal, now, today, it: locality, more: { outcomes, taken } }) => {
        if (outcomes && taken) {
          const content = (
            <FoundPage named={registry.nameOn(locality, today)} outcomes={outcomes} taken={taken} />
          );
          return { title: ['Chứng thư trong tệp', 'Certificates in the file'], content };
        }
        const facts = await loadRegister(sql, { registry, principal, now, locality });
        return {
          title: ['Sổ chứng thư số', 'Register of certificates'],
          content: <RegisterPage facts={facts} />,
        };
      },
    });

    register.post({
      at: '/ghi',
      config,
      form: ADD_FORM,
      find: isWritable,
      read: ({ csrf: _, ...body }, { it: { code: locality } }) => {
        const checked = checkCertificate({ ...body, locality });
        if (!checked.ok) throw new Refused(objectionsIn(checked.faults));
        return checked.certificate;
      },
      act: async (author, certificate) => {
        const given = { ...certificate, keyUsage: null, selfSigned: false, source: 'hand' as const };
        const [kept] = await keepCertificates(sql, [given], author);
        if (kept?.outcome === 'rejected') throw new Refused(objectionsIn([kept.fault]));
        return kept?.outcome;
      },
      to: (outcome, { it }) => registerAddress(it.code, outcome),
    });

    register.post({
      at: '/ngung',
      config,
      form: ({ certificate = '' }) => withdrawForm(certificate),
      body: z.object({
        certificate: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
        reason: z.string().max(100).default('replaced'),
        on: z.string().max(100).default(''),
      }),
      find: async (asked) => {
        const found = isWritable(asked) && (await readCertificate(sql, asked.body.certificate));
        return found && found.locality === asked.it.code;
      },
      read: ({ reason, on }) => {
        if (!isDay(on)) refuse('on', ['Chọn ngày ngừng dùng.', 'Choose the day.']);
        return { reason: readChoice('reason', reason, WITHDRAWALS), on };
      },
      act: async (author, said, { it: { code: locality }, body }) => {
        const objection = await withdrawCertificate(sql, { locality, id: body.certificate }, said, author);
        if (objection) throw new Refused(objectionsIn([objection]));
      },
      done: 'withdrawn',
    });

    register.post({
      at: '/tep',
      config: heavy,
      form: 'tep',
      body: z.object({ file: sentFile.optional() }),
      find: isWritable,
      wrong: NOT_TAKEN,
      read: ({ file }) =>
        readFile('file', file, {
          none: ['Chọn một tệp chứng thư.', 'Choose a file.'],
          cut: [
            `Tệp lớn hơn ${FILE_BYTES / 1024} kB nên không phải tệp chứng thư.`,
            `The file is larger than ${FILE_BYTES / 1024} kB: it is no certificate.`,
          ],
        }),
      act: async (author, file, { it: locality }) => {
        const { outcomes } = await outcomesOf(
          file.bytes,
          locality,
          author,
          ({ kind, title: holder }, known) => known ?? { kind, holder },
        );
        // What is there already, or over, is entered by whoever means it.
        const taken = outcomes.flatMap((one, at) =>
          isOffered(one) && one.outcome !== 'unchanged' && one.notes.length === 0 ? [at] : [],
        );
        return { outcomes, taken: new Set(taken) };
      },
      show: (found) => found,
    });

    register.post({
      at: '/tep/ghi',
      config: heavy,
      form: FOUND_FORM,
      body: z.record(z.string(), z.string()),
      find: isWritable,
      wrong: ['Chưa ghi vào sổ. Anh/chị vui lòng xem lại:', 'Nothing was entered yet. Please look at this:'],
      read: (body) => body,
      act: async (author, body, { it: locality }) => {
        const places = placesOf(body);
        const namesOf = ({ der }: FoundCertificate) => fieldsOf(places.get(der.toString('base64')) ?? -1);
        const isTaken = (one: FoundCertificate) => body[namesOf(one).take] === 'yes';
        const saidOf = (one: FoundCertificate) => {
          const names = namesOf(one);
          const kind = CERTIFICATE_KINDS.find((known) => known === body[names.kind]) ?? one.kind;
          return { kind, holder: body[names.holder] ?? one.title };
        };
        // Read anew: nothing in the form can be made up.
        const { asked, outcomes } = await outcomesOf(Buffer.from(pemOf(places)), locality, author, saidOf);
        const taken = outcomes.filter(({ found }) => isTaken(found));
        if (taken.length === 0 || taken.some((one) => one.outcome === 'rejected')) {
          const at = new Set(outcomes.flatMap(({ found }, place) => (isTaken(found) ? [place] : [])));
          throw new RefusedAs(422, foundObjections(outcomes, at), { outcomes, taken: at });
        }
        await keepFromFile(sql, { ...asked, all: asked.all.filter(isTaken) }, author);
      },
      done: 'entered',
    });
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

function pemOf(places: ReadonlyMap<string, number>): string {
  const blocks = [...places.keys()];
  return blocks.map((der) => `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`).join('');
}
