import type { ComponentChildren } from 'preact';

/** What is known of one thing, line by line; a line that does not apply is left out. */
export function Facts({
  of,
}: {
  of: readonly (readonly [name: string, value: ComponentChildren] | false | null | undefined)[];
}) {
  return (
    <dl class="facts">
      {of.map((line) =>
        line ? (
          <div key={line[0]}>
            <dt>{line[0]}</dt>
            <dd>{line[1]}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
