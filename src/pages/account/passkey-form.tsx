import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { useSay } from '../language.tsx';
import { FormToken } from '../parts/form-token.tsx';

/** What is to be signed, or from where it is asked when the button is pressed. */
export type ToSign =
  | { make: PublicKeyCredentialCreationOptionsJSON }
  | { ask: PublicKeyCredentialRequestOptionsJSON }
  | { askFrom: string };

/** A form that the browser's passkey fills in; its button shows where scripts run (`client/passkey/`). */
export function PasskeyForm({
  action,
  toSign,
  script,
  button,
  quiet = false,
  children,
}: {
  action: string;
  toSign: ToSign;
  /** Address of the script. */
  script: string;
  button: string;
  quiet?: boolean;
  children?: ComponentChildren;
}) {
  const say = useSay();
  const options = 'make' in toSign ? toSign.make : 'ask' in toSign ? toSign.ask : undefined;
  return (
    <form
      method="post"
      action={action}
      class="fields"
      data-passkey={'make' in toSign ? 'make' : 'ask'}
      data-options={options && JSON.stringify(options)}
      data-from={'askFrom' in toSign ? toSign.askFrom : undefined}
    >
      <FormToken />
      <input type="hidden" name="response" value="" />
      {children}
      <noscript>
        <p class="hint">
          {say('Khóa đăng nhập cần trình duyệt cho chạy JavaScript.', 'A passkey needs JavaScript to run.')}
        </p>
      </noscript>
      <p data-passkey-says class="hint" role="status" hidden />
      <button type="submit" class={quiet ? 'quiet' : undefined} hidden>
        {button}
      </button>
      <script type="module" src={script} />
    </form>
  );
}

/** Longer than any browser's answer. */
export const LONGEST_RESPONSE = 20_000;

const credential = { id: z.string().min(1).max(2_000), rawId: z.string(), type: z.literal('public-key') };
const made = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});
const signed = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: z.string(),
    authenticatorData: z.string(),
    signature: z.string(),
    userHandle: z.string().optional(),
  }),
});

/** What a browser answers that has made a passkey; undefined for what is no such answer. */
export const readMade = (text: string) => read(made, text) as RegistrationResponseJSON | undefined;

/** What a browser answers whose passkey has signed; undefined for what is no such answer. */
export const readSignedBy = (text: string) => read(signed, text) as AuthenticationResponseJSON | undefined;

function read<T>(schema: z.ZodType<T>, text: string): (T & { clientExtensionResults: object }) | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? { ...parsed.data, clientExtensionResults: {} } : undefined;
  } catch {
    return undefined;
  }
}
