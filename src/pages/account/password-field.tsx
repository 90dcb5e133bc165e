import { useSay, type Words } from '../language.tsx';

export interface PasswordFieldProps {
  name: 'present' | 'password';
  label: string;
  autocomplete: 'current-password' | 'new-password';
  error?: Words | undefined;
}

/** A field for a password, with what is wrong with it. */
export function PasswordField({ name, label, autocomplete, error }: PasswordFieldProps) {
  const say = useSay();
  return (
    <>
      <label for={name}>{label}</label>
      {error === undefined ? null : (
        <p id={`${name}-error`} class="error" role="alert">
          {say(...error)}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="password"
        required
        autocomplete={autocomplete}
        maxLength={200}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : `${name}-error`}
      />
    </>
  );
}
