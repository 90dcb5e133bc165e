import type { FastifyRequest } from 'fastify';
import { composed } from '../../lib/composed.ts';

const NAME_LENGTH = 120;

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
