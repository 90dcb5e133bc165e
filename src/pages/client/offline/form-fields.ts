import type { Fields, Key } from './types.ts';

/** The report's form as a whole: what is in it, and what of that was typed. */

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Hidden fields that say what the report is, not what it says. */
const OWN = new Set(['csrf', 'day', 'replaces']);

/** @throws when the page is not the form, which is then sent as without scripts */
export function hidden(form: HTMLFormElement, name: 'day' | 'replaces'): HTMLInputElement {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) throw new Error(`The form has no field ${name}.`);
  return field;
}

export function keyOfForm(form: HTMLFormElement): Key {
  const action = new URL(form.action).pathname;
  return { sender: form.dataset.sender ?? '', action, day: hidden(form, 'day').value };
}

/** Number of the queued report whose fields this form holds; undefined where there is none. */
export function queuedIn(form: HTMLFormElement): number | undefined {
  const { queued } = form.dataset;
  return queued === undefined ? undefined : Number(queued);
}

export function markQueued(form: HTMLFormElement, id: number | undefined): void {
  if (id !== undefined) form.dataset.queued = String(id);
}

/** Every field, blank where nothing is said or chosen. */
export function fieldsIn(form: HTMLFormElement): Fields {
  return collect(
    form,
    (control) => (isTick(control) ? control.checked : true),
    (control) => control.value,
  );
}

/** What differs from the page as it came. */
export function changedFields(form: HTMLFormElement): Fields {
  const before = collect(
    form,
    (control) => (isTick(control) ? control.defaultChecked : true),
    (control) => (isTick(control) ? control.value : control.defaultValue),
  );
  const now = Object.entries(fieldsIn(form));
  return Object.fromEntries(now.filter(([name, value]) => value !== before[name]));
}

/** What the form would send: browsers leave out what is not ticked. */
export function sentFields(form: HTMLFormElement): Fields {
  return Object.fromEntries(Object.entries(fieldsIn(form)).filter(([, value]) => value !== ''));
}

/** Puts values into their fields; those that are not named stay as they are. */
export function fill(form: HTMLFormElement, fields: Fields): void {
  for (const control of controls(form)) {
    const value = fields[control.name];
    if (value === undefined) continue;
    if (isTick(control)) control.checked = control.value === value;
    else control.value = value;
  }
  redraw(form);
}

/** Has each question look again at what is in it. */
export function redraw(form: HTMLFormElement): void {
  for (const question of form.querySelectorAll('.question')) question.dispatchEvent(new Event('input'));
}

function collect(
  form: HTMLFormElement,
  holds: (control: Control) => boolean,
  worth: (control: Control) => string,
): Fields {
  const fields: Fields = {};
  for (const control of controls(form)) {
    if (holds(control)) fields[control.name] = worth(control);
    else fields[control.name] ??= '';
  }
  return fields;
}

function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (one): one is Control =>
      (one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement) &&
      one.name !== '' &&
      !OWN.has(one.name),
  );
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}
