import { useSay } from '../language.tsx';
import { Form, UploadField } from './form.tsx';

/** The steps by which a sheet comes in, whatever it holds. */

/** Sheets to fill in. */
export function TemplateStep({
  said,
  templates,
}: {
  said: string;
  templates: readonly (readonly [address: string, name: string])[];
}) {
  const say = useSay();
  return (
    <section class="panel import-step" aria-labelledby="tep-mau">
      <h2 id="tep-mau">1. {say('Lấy tệp mẫu', 'Take the template')}</h2>
      <p>{said}</p>
      <p class="links">
        {templates.map(([address, name]) => (
          <a key={address} class="button quiet" href={address} download>
            {name}
          </a>
        ))}
      </p>
    </section>
  );
}

/** Where a sheet that was filled in is brought. */
export function UploadStep({ action, hint }: { action: string; hint: string }) {
  const say = useSay();
  return (
    <section class="panel import-step" aria-labelledby="tai-len">
      <h2 id="tai-len">2. {say('Tải tệp đã điền lên', 'Upload it filled in')}</h2>
      <Form action={action} files>
        <UploadField
          name="file"
          label={say('Tệp Excel (.xlsx) hoặc CSV', 'Excel (.xlsx) or CSV file')}
          accept={['.xlsx', '.csv']}
          hint={hint}
        />
        <button type="submit">{say('Tải lên và kiểm tra', 'Upload and check')}</button>
      </Form>
    </section>
  );
}
