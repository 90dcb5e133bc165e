import { FORM_TOKEN_FIELD } from '../../http/form-token.ts';

/** Belongs into every form of a signed-in person; `value` is `request.formToken`. */
export function FormToken({ value }: { value: string }) {
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={value} />;
}
