import { contextOfPlanned, contextOfSecret } from '../accounts/totp-secrets.ts';
import { findKind } from '../channels/all.ts';
import { contextOfSettings } from '../channels/seal.ts';
import { contextOf as contextOfSubscription } from '../channels/web-push.ts';
import { contextOfWebhook } from '../channels/webhook-secrets.ts';
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
    contextOf: (name) => findKind(name)?.sealedFor ?? contextOfSettings(name),
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
