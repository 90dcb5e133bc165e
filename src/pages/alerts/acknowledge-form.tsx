import { ACKNOWLEDGEMENT_FIELDS, refusePromise } from '../../alerts/acknowledge.ts';
import type { Acknowledgement } from '../../alerts/types.ts';
import type { Day } from '../../days.ts';
import { readDay } from '../../fields.ts';
import { useSay } from '../language.tsx';
import { type FormBody, readForm, together } from '../parts/filled.ts';
import { TextField } from '../parts/form.tsx';

/** Who does it, why it is so, and until when: the same wherever somebody takes an alert on. */
export function AcknowledgeFields() {
  const say = useSay();
  return (
    <>
      <TextField name="owner" label={say('Người xử lý', 'Owner')} />
      <TextField
        name="reason"
        label={say('Nguyên nhân chưa hoàn thành, hướng xử lý', 'Why it is not done, and what will be')}
        hint={say(
          'Ví dụ: đang chờ cấp chứng thư số, đã gửi hồ sơ.',
          'For example: the certificate is applied for.',
        )}
        maxLength={500}
      />
      <TextField
        name="promisedOn"
        type="date"
        label={say('Ngày hẹn hoàn thành', 'Promised for')}
        hint={say(
          'Hệ thống không nhắc cho đến hết ngày này; quá hạn mà chưa hoàn thành thì nhắc lại.',
          'Nobody is reminded until the end of that day. If it is not done by then, reminders begin again.',
        )}
      />
    </>
  );
}

/** What the form says. @throws {Refused} with every objection */
export function readAcknowledgement(body: FormBody, today: Day): Acknowledgement {
  const { owner, reason } = ACKNOWLEDGEMENT_FIELDS;
  const [said, promisedOn] = together(
    () =>
      readForm<Omit<Acknowledgement, 'promisedOn'>>({ owner, reason } as typeof ACKNOWLEDGEMENT_FIELDS, body),
    () => {
      const day = readDay('promisedOn', body.promisedOn ?? '');
      refusePromise(day, today);
      return day;
    },
  );
  return { ...said, promisedOn };
}
