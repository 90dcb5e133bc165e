export interface SummaryFault {
  /** Id of the field to go to. */
  field: string;
  message: string;
}

/** All that is to be put right, on top of a form, each line leading to its field. */
export function FaultSummary({ title, faults }: { title: string; faults: readonly SummaryFault[] }) {
  return (
    <section class="notice bad" role="alert" aria-labelledby="can-sua">
      <h2 id="can-sua">{title}</h2>
      <ul>
        {faults.map((one) => (
          <li key={one.field}>
            <a href={`#${one.field}`}>{one.message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
