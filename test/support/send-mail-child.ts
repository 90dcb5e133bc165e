import { createEmailChannel } from '../../src/channels/email.ts';
import { loopbackCalls } from './calls.ts';
import { outgoing } from './outgoing.ts';

/**
 * A process of its own, so that `NODE_EXTRA_CA_CERTS` says whom it trusts: mails by each server of its first
 * argument, posts to each address of its second, and prints what came of it.
 */
const [mailServers, addresses] = process.argv.slice(2).map((text) => JSON.parse(text) as string[]);
const results: unknown[] = [];
for (const smtpUrl of mailServers ?? []) {
  const channel = createEmailChannel({ smtpUrl, mailFrom: 'phuxanh@so.example', timeoutMs: 2_000 });
  results.push(await channel.send(outgoing('an@xa.example')));
  channel.close();
}
for (const address of addresses ?? [])
  results.push(await loopbackCalls.call(new URL(address), { headers: {}, body: '{}' }));
process.stdout.write(JSON.stringify(results));
