import { element } from './element.ts';
import { say } from './say.ts';

/** Below each field of a password a box by which who types it sees it. */
export function showPasswords(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[type=password]')) {
    if (!/password$/.test(field.autocomplete)) continue;
    const box = element('input', { type: 'checkbox' });
    box.addEventListener('change', () => {
      field.type = box.checked ? 'text' : 'password';
    });
    field.after(
      element('label', { class: 'show-password' }, box, ` ${say('Hiện mật khẩu', 'Show the password')}`),
    );
    // What is sent is no text that the browser offers again.
    field.form?.addEventListener('submit', () => {
      field.type = 'password';
    });
  }
}
