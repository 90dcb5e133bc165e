import { contextOfPlanned, contextOfSecret } from '../accounts/totp-secrets.ts';
import { contextOfSettings } from '../outbox/channel-seal.ts';
import { contextOfKeys } from '../outbox/push-keys.ts';
import type { ChannelName } from '../outbox/types.ts';
import { contextOf as contextOfSubscription } from '../outbox/web-push.ts';
import { contextOfWebhook } from '../outbox/webhook-secrets.ts';
import type { SealedColumn } from './store.ts';

/** Everything that the service seals: where it is stored, and for whom it was sealed. */
export const SEALED: readonly (SealedColumn & { contextOf(key: string): string })[] = [
  {
    ...{ table: 'person', key: 'id', column: 'totp_secret' },
    contextOf: (id) => contextOfSecret(Number(id)),
  },
  {
    ...{ table: 'session', key: 'id', column: 'planned_totp' },
    contextOf: (id) => contextOfPlanned(Number(id)),
  },
  {
    ...{ table: 'channel', key: 'name', column: 'settings' },
    contextOf: (name) => (name === 'web_push' ? contextOfKeys : contextOfSettings(name as ChannelName)),
  },
  {
    ...{ table: 'webhook', key: 'id', column: 'secret' },
    contextOf: (id) => contextOfWebhook(Number(id)),
  },
  {
    ...{ table: 'push_subscription', key: 'hash', column: 'subscription' },
    contextOf: contextOfSubscription,
  },
];
