/** The page again. It says that nobody asked for it, so that a session nobody uses still ends. */
const ask = () => fetch(location.href, { headers: { accept: 'text/html', 'x-refresh': '1' } });

/**
 * Keeps a page fresh: asks for it again while somebody looks at it, and swaps the parts that changed.
 * What to say stands in the page's line of news, in its reader's language; a page without one stays as it is.
 */
export function keepFresh(): void {
  const line = document.querySelector<HTMLElement>('[data-refresh]');
  if (line === null) return;
  const every = Number(line.dataset.refresh) * 1000;
  let last = performance.now();
  let timer = 0;

  const look = async () => {
    last = performance.now();
    const answer = await ask().catch(() => null);
    if (answer === null || answer.status >= 500 || answer.status === 429) {
      line.textContent = line.dataset.offline ?? '';
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!answer.ok || fresh.querySelector('[data-live]') === null) {
      end(line);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
      return;
    }
    const changed = swap(fresh);
    const time = new Date().toLocaleTimeString('vi', { hour: '2-digit', minute: '2-digit' });
    line.textContent = changed ? (line.dataset.changed ?? '').replace('{time}', time) : '';
  };
  const onTick = () => {
    if (!document.hidden) void look();
  };
  // Who comes back to the page sees what is true now, not what was when he left.
  const onVisible = () => {
    if (!document.hidden && performance.now() - last >= every) void look();
  };
  timer = setInterval(onTick, every);
  document.addEventListener('visibilitychange', onVisible);
}

/** Nobody is signed in any more: what is shown stays, and says that it does. */
function end(line: HTMLElement): void {
  const link = document.createElement('a');
  link.href = location.href;
  link.textContent = line.dataset.signIn ?? '';
  line.replaceChildren(line.dataset.ended ?? '', ' ', link);
}

/** Puts in the parts that say something else than those shown. */
function swap(fresh: Document): boolean {
  let changed = false;
  for (const shown of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const part = fresh.getElementById(shown.id);
    if (part === null) continue;
    keepOpen(shown, part);
    if (withoutTime(shown) === withoutTime(part)) {
      const times = part.querySelectorAll('.as-of');
      shown.querySelectorAll('.as-of').forEach((one, index) => {
        one.textContent = times[index]?.textContent ?? '';
      });
      continue;
    }
    const active = document.activeElement;
    const nth = active === null ? -1 : alike(shown, active).indexOf(active as HTMLElement);
    shown.replaceWith(part);
    if (active !== null && nth >= 0) {
      const again = alike(part, active);
      (again[nth] ?? again[0])?.focus({ preventScroll: true });
    }
    changed = true;
  }
  return changed;
}

/** What the reader has opened stays open. */
function keepOpen(shown: HTMLElement, part: HTMLElement): void {
  const details = (root: HTMLElement) =>
    [root, ...root.querySelectorAll<HTMLElement>('details')].filter(
      (one) => one instanceof HTMLDetailsElement,
    );
  const open = new Set(details(shown).flatMap((one) => (one.open ? [one.id] : [])));
  for (const one of details(part)) one.open = open.has(one.id);
}

function withoutTime(part: HTMLElement): string {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const one of copy.querySelectorAll('.as-of')) one.textContent = '';
  return copy.outerHTML;
}

/** What stands in a part for the same: an element of the same kind that leads to the same place. */
function alike(part: HTMLElement, one: Element): HTMLElement[] {
  const href = one.getAttribute('href');
  const same = part.querySelectorAll<HTMLElement>(one.tagName);
  return [...same].filter((other) => other.getAttribute('href') === href);
}
