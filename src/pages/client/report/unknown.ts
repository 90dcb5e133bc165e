/** A figure that is typed takes "chưa rõ" back: the two at once would have to be asked about. */
export function untickUnknown(question: Element): void {
  const box = question.querySelector<HTMLInputElement>('input[type=checkbox]');
  question.addEventListener('input', ({ target }) => {
    if (box && target !== box && target instanceof HTMLInputElement && target.value.trim() !== '')
      box.checked = false;
  });
}
