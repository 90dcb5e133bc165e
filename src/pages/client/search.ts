import { element } from './element.ts';

/** How long somebody has stopped typing before it is looked for. */
const PAUSE_MS = 150;
const LISTED = 12;

/**
 * The field in the head of each page: `/` leads to it, and what is found stands under it while one types. Its list is
 * that of the page which the field leads to, so it says the same, in the reader's language.
 */
export function searchAnywhere(): void {
  const field = document.querySelector<HTMLInputElement>('header .find input');
  const form = field?.form;
  if (!field || !form) return;
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    // Where there is no room for it, the field stands on a page of its own.
    if (field.offsetParent === null) location.assign(form.action);
    else field.select();
  });
  suggest(field, form);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function suggest(field: HTMLInputElement, form: HTMLFormElement): void {
  const list = element('ul', {
    id: 'goi-y',
    class: 'suggested',
    role: 'listbox',
    'aria-label': field.labels?.[0]?.textContent ?? '',
  });
  list.hidden = true;
  form.append(list);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-controls': list.id,
    'aria-autocomplete': 'list',
  }))
    field.setAttribute(name, value);
  let chosen = -1;
  let timer = 0;
  let asked = 0;

  const show = (links: readonly HTMLAnchorElement[]) => {
    chosen = -1;
    field.removeAttribute('aria-activedescendant');
    list.replaceChildren(
      ...links.slice(0, LISTED).map((link, place) => {
        const option = element(
          'li',
          { id: `goi-y-${place}`, role: 'option', 'aria-selected': 'false' },
          link.textContent ?? '',
        );
        option.dataset.href = link.getAttribute('href') ?? '';
        return option;
      }),
    );
    list.hidden = links.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
  };
  const look = async () => {
    const q = field.value.trim();
    const own = ++asked;
    if (q === '') return show([]);
    const answer = await fetch(`${form.action}?${new URLSearchParams({ q })}`, {
      headers: { accept: 'text/html' },
    }).catch(() => null);
    // Only what was asked last is shown; without an answer the button still leads to the page.
    if (own !== asked || answer === null || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (own === asked) show([...page.querySelectorAll<HTMLAnchorElement>('#tim-thay a')]);
  };
  const choose = (place: number) => {
    const options = [...list.children] as HTMLElement[];
    chosen = options.length === 0 ? -1 : (place + options.length) % options.length;
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === chosen));
    options[chosen]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', `goi-y-${chosen}`);
  };
  const go = (option: Element | undefined) => {
    const href = (option as HTMLElement | undefined)?.dataset.href;
    if (href) location.assign(href);
    return href !== undefined;
  };
  field.setAttribute('aria-expanded', 'false');
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show([]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) return;
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
    } else if (event.key === 'Enter' && go(list.hidden ? undefined : list.children[chosen]))
      event.preventDefault();
  });
  // Before the field loses focus, which closes the list.
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    go((event.target as Element).closest('li') ?? undefined);
  });
  field.addEventListener('blur', () => show([]));
}
