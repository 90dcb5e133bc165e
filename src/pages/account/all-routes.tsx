import type { Provider } from '../../accounts/oidc.ts';
import { passkeySite } from '../../accounts/passkey-site.ts';
import type { SessionLimits } from '../../accounts/types.ts';
import type { Orm, RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import type { Outgoing } from '../../lib/outgoing.ts';
import type { Vault } from '../../secrets/vault.ts';
import type { Wrap } from '../wrap.tsx';
import { deliveryRoutes } from './delivery-routes.tsx';
import { passkeyRoutes } from './passkey-routes.tsx';
import { passwordLinkRoutes } from './password-link-routes.tsx';
import { providerRoutes } from './provider-routes.tsx';
import { pushRoutes } from './push-routes.ts';
import { accountRoutes } from './routes.tsx';
import { secondFactorRoutes } from './second-factor-routes.tsx';
import { secondStepRoutes } from './second-step-routes.tsx';
import type { SendSignIn } from './send-sign-in.tsx';
import { sessionRoutes } from './session-routes.tsx';

/** What signing in needs besides the database. */
export interface SignInSettings {
  /** Address under which people reach the service. */
  publicUrl: string;
  sessions: SessionLimits;
  /** Whether roles that see much must have a second factor. */
  requireSecondFactor: boolean;
  /** Days for which a browser may stand for it; 0 for never. */
  trustBrowserDays: number;
  vault: Vault;
  /** By which browsers and other systems are called. */
  outgoing: Outgoing;
  /** Through which people may sign in as well. */
  provider: Provider | undefined;
}

/** In and out, and a person's own account. */
export function allAccountRoutes(
  deps: SignInSettings & {
    sql: RootSql;
    orm: Orm;
    wrap: Wrap;
    sendSignIn: SendSignIn;
    pushScript: string;
    passkeyScript: string;
  },
): Routes {
  const { provider, publicUrl, passkeyScript: script } = deps;
  const site = passkeySite(publicUrl);
  const passkeys = site && { site, script };
  return async (app) => {
    await app.register(sessionRoutes(deps));
    if (provider) await app.register(providerRoutes({ ...deps, provider }));
    await app.register(passwordLinkRoutes(deps));
    await app.register(secondStepRoutes({ ...deps, passkeys }));
    if (passkeys) await app.register(passkeyRoutes({ ...deps, ...passkeys }));
    await app.register(accountRoutes({ ...deps, passkeys: passkeys !== null }));
    await app.register(secondFactorRoutes(deps));
    await app.register(deliveryRoutes(deps));
    await app.register(pushRoutes(deps));
  };
}
