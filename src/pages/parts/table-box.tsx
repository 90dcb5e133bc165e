import type { ComponentChildren } from 'preact';

/** Lets a wide table scroll by itself on a narrow screen, by keyboard too. */
export function TableBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="table-box" aria-label={label} tabindex={0}>
      {children}
    </section>
  );
}
