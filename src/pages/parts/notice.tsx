import type { ComponentChildren } from 'preact';

/** Something to be read before the rest. What has just been done, or has just failed, is read out at once. */
export function Notice({ kind, children }: { kind?: 'good' | 'bad'; children: ComponentChildren }) {
  const role = kind === 'good' ? 'status' : kind === 'bad' ? 'alert' : undefined;
  return (
    <div class={kind === undefined ? 'notice' : `notice ${kind}`} role={role}>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
