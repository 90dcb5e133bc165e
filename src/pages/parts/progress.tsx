import type { ComponentChildren } from 'preact';

/** How far something is that takes long, as a bar; what stands beside it says the same in words. */
export function Progress({
  done,
  of,
  children,
}: {
  /** Undefined while nobody can tell. */
  done?: number | undefined;
  of: number;
  children: ComponentChildren;
}) {
  return (
    <label class="progress">
      <span>{children}</span>
      <progress value={done} max={of} />
    </label>
  );
}
