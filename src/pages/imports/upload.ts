import type { FastifyRequest } from 'fastify';
import { composed } from '../../composed.ts';
import type { SentFile } from '../../http/multipart.ts';
import type { SheetFormat } from '../../sheets/formats.ts';

/** How every workbook begins, those of the old format too. */
const WORKBOOKS = ['504b0304', 'd0cf11e0'];
const NAME_LENGTH = 120;

/** What to read a file as: told by how it begins, else by its name. */
export function formatOf({ name, bytes }: Pick<SentFile, 'name' | 'bytes'>): SheetFormat {
  const start = bytes.subarray(0, 4).toString('hex');
  return WORKBOOKS.includes(start) || /\.xlsx?$/i.test(name) ? 'xlsx' : 'csv';
}

/** What a file is called in lists. */
export function draftName(given: string): string {
  const base = composed(given.toWellFormed()).split(/[/\\]/).at(-1) ?? '';
  const name = base.replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return name === '' ? 'tệp' : [...name].slice(0, NAME_LENGTH).join('');
}

/** Whose a sheet in the making is: a person's, or a token's, wherever he signs in and however often. */
export function ownerOf({ caller }: FastifyRequest): string {
  return `${caller.kind}:${caller.id}`;
}
