import { type Author, writeAudit } from '../access/author.ts';
import type { Orm } from '../db/connect.ts';
import { readInteger } from '../fields.ts';
import { type Objection, objectionsOf, Refused, refuse } from '../refused.ts';
import type { Vault } from '../secrets/vault.ts';
import { type ChannelName, channelKind, fieldsOf, type SetChannel } from './all.ts';
import { type ChannelSettings, shownSettings } from './fields.ts';
import { openSettings, sealSettings } from './seal.ts';
import { lockChannel, setChannelRow } from './store.ts';

/**
 * Sets what a channel has to know and lets it try at once. A field that is not given stays; a secret that is
 * blank stays, any other field that is blank is as it was at first.
 * @throws {Refused} with every objection
 */
export async function setChannel(
  orm: Orm,
  vault: Vault,
  author: Author,
  name: SetChannel,
  given: Record<string, string | undefined>,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const { settings } = await lockChannel(tx, name, author.now);
    const fields = fieldsOf(name);
    const before = (settings && openSettings(vault, name, settings)) || {};
    const after = readSettings(name, before, given);
    await setChannelRow(tx, name, {
      settings: sealSettings(vault, name, after),
      pausedUntil: null,
      updatedAt: author.now,
    });
    const renewed = Object.keys(after).filter((one) => after[one] !== before[one]);
    const secrets = renewed.filter((one) => !(one in shownSettings(fields, after)));
    await writeAudit(tx, author, {
      action: 'channel.set',
      target: name,
      area: '*',
      before: shownSettings(fields, before),
      // That they changed, never what they are.
      after: { ...shownSettings(fields, after), ...(secrets.length === 0 ? {} : { secrets }) },
    });
  });
}

/** The settings that result. @throws {Refused} with every objection */
function readSettings(
  name: SetChannel,
  before: ChannelSettings,
  given: Record<string, string | undefined>,
): ChannelSettings {
  const after: ChannelSettings = {};
  const wrong: Objection[] = [];
  for (const field of fieldsOf(name)) {
    const text = given[field.name]?.trim();
    const kept = before[field.name] ?? field.initial;
    if (text === undefined || (text === '' && field.secret)) {
      if (kept !== undefined) after[field.name] = kept;
    } else if (text === '') {
      if (field.initial !== undefined) after[field.name] = field.initial;
    } else {
      const one = objectionsOf(() => field.read(text, field.name));
      if ('value' in one) after[field.name] = one.value;
      else wrong.push(...one.objections);
    }
    if (field.required && after[field.name] === undefined && !wrong.some((one) => one.field === field.name))
      wrong.push({ field: field.name, vi: 'Mục này còn trống.', en: 'it is empty.' });
  }
  for (const field of channelKind(name).needs?.(after) ?? [])
    if (after[field] === undefined && !wrong.some((one) => one.field === field))
      wrong.push({ field, vi: 'Mục này còn trống.', en: 'it is empty.' });
  if (wrong.length > 0) throw new Refused(wrong);
  // A new refresh token comes with an access token of its own, or has none yet.
  if (after['refresh-token'] !== before['refresh-token'] && !given['access-token']?.trim())
    delete after['access-token'];
  return after;
}

/** Takes away what a channel knows; its messages wait. @throws {Refused} when it is not set up */
export async function clearChannel(orm: Orm, author: Author, name: SetChannel): Promise<void> {
  await orm.transaction(async (tx) => {
    const { settings } = await lockChannel(tx, name, author.now);
    if (settings === null) refuse('', ['Kênh này chưa được cài đặt.', `Channel ${name} is not set up.`]);
    await setChannelRow(tx, name, { settings: null, updatedAt: author.now });
    await writeAudit(tx, author, { action: 'channel.clear', target: name, area: '*' });
  });
}

/** Messages a minute at most; null for as many as there are. */
export async function setChannelRate(
  orm: Orm,
  author: Author,
  name: ChannelName,
  perMinute: number | null,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const before = await lockChannel(tx, name, author.now);
    await setChannelRow(tx, name, { perMinute, updatedAt: author.now });
    await writeAudit(tx, author, {
      action: 'channel.rate',
      target: name,
      area: '*',
      before: { perMinute: before.perMinute },
      after: { perMinute },
    });
  });
}

/** Lets a channel that has been put aside try again at once. @throws {Refused} when it is not put aside */
export async function resumeChannel(orm: Orm, author: Author, name: ChannelName): Promise<void> {
  await orm.transaction(async (tx) => {
    const { pausedUntil, reason } = await lockChannel(tx, name, author.now);
    if (pausedUntil === null || pausedUntil <= author.now)
      refuse('', ['Kênh này không bị tạm dừng.', `Channel ${name} is not paused.`]);
    await setChannelRow(tx, name, { pausedUntil: null, updatedAt: author.now });
    await writeAudit(tx, author, {
      action: 'channel.resume',
      target: name,
      area: '*',
      before: { until: pausedUntil.toISOString(), reason },
    });
  });
}

/** Blank for no limit. @throws {Refused} */
export function readRate(field: string, text: string): number | null {
  return text.trim() === '' || text === 'none' ? null : readInteger(field, text.trim(), 1, 6_000);
}
