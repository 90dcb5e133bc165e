import type { Clock } from '../clock.ts';
import type { Orm } from '../db/connect.ts';
import type { Words } from '../i18n/say.ts';
import type { Outgoing } from '../lib/outgoing.ts';
import type { Objection } from '../refused.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Channel } from './channel.ts';
import type { ChannelField, ChannelSettings } from './fields.ts';

/** What there is to reach a person by. */
export interface Ways {
  email: string | null;
  phone: string | null;
  /** His account, when he has one that is open. */
  person: number | null;
  /** As Zalo knows him, for the official account. */
  zaloUser: string | null;
}

/** How a channel knows a person. */
export interface Reach {
  by: keyof Ways;
  /** His address as the channel takes it; null when it does not know him. */
  addressOf(ways: Ways): string | null;
  /** Said to who asks for the channel and is not known to it, at the field of his form that could mend it. */
  lacks: Objection;
  /** Taken, after all that he likes better, for who cannot be reached otherwise. */
  lastResort?: true;
}

/** An address that an operator types to try a channel. */
export interface TypedTrial {
  label: Words;
  hint?: Words;
  type?: 'email';
  /** As the channel takes it. @throws {Refused} at `address` */
  read(text: string): string;
}

/** What transports are made of. */
export interface ChannelDeps {
  orm: Orm;
  vault: Vault;
  clock: Clock;
  outgoing: Outgoing;
  /** Links in messages begin with it. */
  publicUrl: string;
  mailFrom: string;
  smtpUrl?: string | undefined;
}

/**
 * One way by which messages go: all that the service knows of it. Another one is a file that exports such a thing,
 * and a line in `all.ts`; nothing else names channels one by one.
 */
export interface ChannelKind<Name extends string = string> {
  /** In the database, in answers and at the shell. */
  name: Name;
  words: {
    /** Of lists and headings. */
    name: Words;
    /** Within a sentence: “qua …”. */
    way: Words;
    /** What an operator has to know who looks for its settings. */
    note?: Words;
  };
  /** Null of a channel to systems. */
  reach: Reach | null;
  /**
   * Where what it needs comes from.
   * - `environment`: set when the service starts; messages wait for it.
   * - `settings`: its `fields`, kept sealed; nobody is sent there before.
   * - `itself`: makes or is given what it needs as it is used.
   */
  setUp: 'environment' | 'settings' | 'itself';
  /** What it has to know of the other side, in the order in which it is asked; null where nothing is kept of it. */
  fields: readonly ChannelField[] | null;
  /** Names of fields that are needed besides the required ones, by what the others say. */
  needs?(settings: ChannelSettings): readonly string[];
  /** For which purpose its row's settings are sealed, where it keeps others than `fields`. */
  sealedFor?: string;
  /** The address that is typed to try it; null where the one who tries is reached himself. */
  trial: TypedTrial | null;
  /** Null while the environment does not say what it needs: its messages stay where they can be read. */
  create(deps: ChannelDeps): Channel | null;
  /** What it sees to every night; numbers for the log. */
  nightly?(deps: ChannelDeps, now: Date): Promise<Record<string, number>>;
}
