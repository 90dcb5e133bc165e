import type { Channel } from './channel.ts';
import { internationalPhone } from './phone.ts';
import { createZaloChannel } from './zalo.ts';
import { fillParameters, readParameters } from './zalo-parameters.ts';
import type { ZaloDeps } from './zalo-tokens.ts';

/** Messages by an approved template to a telephone number, whether or not its owner follows the account. */
export function createZaloZnsChannel(deps: ZaloDeps): Channel {
  return createZaloChannel(deps, 'zalo_zns', (message, settings) => {
    const phone = internationalPhone(message.to.address);
    if (phone === null) return { kind: 'refused', reason: 'the address is not a telephone number' };
    const parameters = readParameters(settings.parameters ?? '');
    if (parameters === null) return { kind: 'misconfigured', reason: 'the parameters cannot be read' };
    return {
      body: {
        phone,
        template_id: settings['template-id'],
        template_data: fillParameters(parameters, message),
        // Comes back in Zalo's reports.
        tracking_id: message.id,
      },
    };
  });
}
