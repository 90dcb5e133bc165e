/** WebAuthn as the service speaks it: JSON with base64url for bytes. Older browsers cannot translate it themselves. */

interface Known {
  id: string;
  transports?: AuthenticatorTransport[];
}

export interface MakeOptions
  extends Omit<
    PublicKeyCredentialCreationOptions,
    'challenge' | 'user' | 'excludeCredentials' | 'extensions'
  > {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Known[];
}

export interface AskOptions
  extends Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials' | 'extensions'> {
  challenge: string;
  allowCredentials?: Known[];
}

/** Makes a passkey on this device; what it answers is for the service. */
export async function make({
  challenge,
  user,
  excludeCredentials = [],
  ...rest
}: MakeOptions): Promise<object> {
  const publicKey = {
    ...rest,
    extensions: {},
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: excludeCredentials.map(descriptor),
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (!made) throw new Error('none');
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

/** Has a passkey sign; what it answers is for the service. */
export async function ask({ challenge, allowCredentials = [], ...rest }: AskOptions): Promise<object> {
  const publicKey = {
    ...rest,
    extensions: {},
    challenge: bytes(challenge),
    allowCredentials: allowCredentials.map(descriptor),
  };
  const given = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (!given) throw new Error('none');
  const response = given.response as AuthenticatorAssertionResponse;
  return {
    ...common(given),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
    },
  };
}

const common = ({ id, rawId, type }: PublicKeyCredential) => ({
  id,
  rawId: text(rawId),
  type,
  clientExtensionResults: {},
});

const descriptor = ({ id, transports }: Known): PublicKeyCredentialDescriptor => ({
  id: bytes(id),
  type: 'public-key',
  ...(transports ? { transports } : {}),
});

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
