import { FORM_TOKEN_FIELD } from '../../http/form-token.ts';
import { useReading } from '../language.tsx';

/** Belongs into every form of a signed-in person. */
export function FormToken() {
  const { formToken } = useReading();
  return <input type="hidden" name={FORM_TOKEN_FIELD} value={formToken} />;
}
