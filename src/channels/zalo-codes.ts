/**
 * What the codes in Zalo's answers ask for, as far as they are known. `token`: the access token has run out.
 * An operator adds to it, or corrects it, by the field `codes` of the channel.
 */
export const ZALO_VERDICTS = ['token', 'retry', 'refused', 'unavailable', 'misconfigured'] as const;
export type ZaloVerdict = (typeof ZALO_VERDICTS)[number];

/** The same number may mean two things: those from -200 down are of the official account, the rest of ZNS. */
const CODES: Record<ZaloVerdict, readonly number[]> = {
  token: [-124, -216, -220],
  retry: [
    -100, // unknown error
    -32, // too many requests a minute
    -133, // not at night
    -200, // sending failed
    -210, // over a limit for now
  ],
  refused: [
    -108, // no such telephone number
    -110, // his version of Zalo is too old
    -114, // does not take it
    -118, // no such account
    -119, // cannot receive
    -134, // has not agreed
    -139, // refuses this kind of message
    -140,
    -141, // refuses messages of this account
    -147, // has had as many of this template today as he may
    -201, // a parameter is not valid
    -207, // no such user
    -213, // does not follow the account
    -217, // has blocked the account
    -227, // account of the user is locked
    -230, // has not written to the account of late
    -232, // has not agreed
    -244, // does not want to hear
  ],
  unavailable: [
    -144, // the account's messages of the day are used up
    -211, // the account's quota is used up
    -218,
  ],
  misconfigured: [
    -101, // application not valid
    -102, // no such application
    -103, // application is not active
    -104, // secret key is wrong
    -105, // application is not linked to the account
    -106, // method
    -109, // no such template
    -111, // no template data
    -112, // template data are not valid
    -113, // button
    -115, // out of balance
    -116, // text is not valid
    -117, // no right to this template
    -120, // no right to this function
    -121,
    -122, // body
    -125, // proof of the secret key
    -126,
    -127, // a template for trials goes to administrators alone
    -131, // template is not approved
    -132, // parameters
    -135, // account has no right to send
    -136,
    -137,
    -138, // application has no right
    -145, // kind of template is not allowed
    -146, // template is switched off
    -202, // no right
    -204, // account has been deleted
    -205, // no such account
    -206, // application is not linked to the account
    -209, // not open to this account
    -221, // account is not verified
    -224, // package of the account does not allow it
    -233, // kind of message is not allowed
  ],
};

const KNOWN = new Map(
  ZALO_VERDICTS.flatMap((verdict) => CODES[verdict].map((code) => [code, verdict] as const)),
);

/** One that nobody knows is tried again: it is given up in sight, after hours. */
export function verdictOf(code: number, own: ReadonlyMap<number, ZaloVerdict> = new Map()): ZaloVerdict {
  return own.get(code) ?? KNOWN.get(code) ?? 'retry';
}

/** `-147=retry -999=refused`; null when it cannot be read. */
export function readCodes(text: string): Map<number, ZaloVerdict> | null {
  const codes = new Map<number, ZaloVerdict>();
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [, code, word] = /^(-?\d{1,6})=(\w+)$/.exec(part) ?? [];
    const verdict = ZALO_VERDICTS.find((one) => one === word);
    if (code === undefined || verdict === undefined) return null;
    codes.set(Number(code), verdict);
  }
  return codes;
}
