/** The count in a field; null when it is blank or no plain count, which is for the server to judge. */
export function countIn({ value }: HTMLInputElement): number | null {
  const text = value.trim();
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The fields of figures in a question, in their order; of a ratio what there is and what is needed. */
export function figuresOf(question: Element): HTMLInputElement[] {
  return [...question.querySelectorAll<HTMLInputElement>('.figure-field input[type=text]')];
}

/** Puts a value there as if it had been typed. */
export function type(input: HTMLInputElement, value: string): void {
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
