/** What is shown this once, to be copied. */
export function Secret({ label, value, said }: { label: string; value: string; said: string }) {
  return (
    <section class="notice good" role="status">
      <p>{said}</p>
      <div class="labelled">
        <label for="made">{label}</label>
        <input id="made" value={value} readonly autofocus />
      </div>
    </section>
  );
}
