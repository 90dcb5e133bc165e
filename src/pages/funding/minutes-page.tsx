import { formatDay } from '../../days.ts';
import type { ProposalAnswer } from '../../funding/present.ts';
import { EVIDENCE_TYPES } from '../../review/evidence-rules.ts';
import { formatNumber } from '../format.ts';
import { useSay } from '../language.tsx';
import { Form, UploadField } from '../parts/form.tsx';
import { proposalAddress } from './addresses.ts';

/** Where the minutes of a delivery are attached. */
export function MinutesPage({
  proposal,
  delivery,
}: {
  proposal: ProposalAnswer;
  delivery: ProposalAnswer['deliveries'][number];
}) {
  const say = useSay();
  const place = proposal.lines.find(({ locality }) => locality.code === delivery.locality)?.locality;
  const name = place ? `${place.type} ${place.name}` : delivery.locality;
  return (
    <>
      <p>
        <a href={proposalAddress(proposal.id)} lang="vi">
          ← {proposal.title}
        </a>
      </p>
      <h1>{say('Biên bản bàn giao', 'Minutes of a delivery')}</h1>
      <p>
        {say(
          `Bàn giao ${formatNumber(delivery.quantity)} chiếc cho ${name}, ngày ${formatDay(delivery.day)}.`,
          `${formatNumber(delivery.quantity)} units to ${name} on ${formatDay(delivery.day)}.`,
        )}
      </p>
      <Form action={proposalAddress(proposal.id, `/bien-ban/${delivery.id}`)} files>
        <UploadField
          name="file"
          label={say('Tệp biên bản', 'File')}
          hint={say(
            'PDF hoặc ảnh, tối đa 5 MB. Tệp mới thay tệp cũ.',
            'A PDF or a picture of at most 5 MB; it takes the place of an earlier one.',
          )}
          accept={EVIDENCE_TYPES}
        />
        <button type="submit">{say('Đính kèm biên bản', 'Attach')}</button>
      </Form>
    </>
  );
}
