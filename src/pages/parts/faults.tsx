import { useReading, useSay, type Words } from '../language.tsx';
import { FaultSummary } from './fault-summary.tsx';

/** Where {@link Faults} will stand: above all else, though it is made last. What people write never reads so, being escaped. */
export const FAULTS_PLACE = '<template id="faults"></template>';

/** What has just been done, or is wrong, on top of whatever page follows. */
export function Told() {
  const say = useSay();
  const { filled, done } = useReading();
  return (
    <>
      {done === undefined ? null : (
        <p class="notice good" role="status">
          {say(...done)}
        </p>
      )}
      {filled?.objections?.length ? <template id="faults" /> : null}
    </>
  );
}

const TITLE: Words = ['Chưa lưu được, anh/chị vui lòng xem lại:', 'Not saved yet; please check:'];

/** All that is wrong with a form that comes back; what is of no field stands as it is. */
export function Faults() {
  const say = useSay();
  const { filled: { objections = [], title = TITLE } = {}, fields } = useReading();
  const ofForm = objections.filter(({ field }) => field === '');
  const faults = objections
    .filter(({ field }) => field !== '')
    .map(({ field, vi, en }) => {
      const { id = field, label } = fields.get(field) ?? {};
      return { field: id, message: `${label === undefined ? '' : `${label}: `}${say(vi, en)}` };
    });
  return (
    <>
      {ofForm.map(({ vi, en }) => (
        <p key={en} class="notice bad" role="alert">
          {say(vi, en)}
        </p>
      ))}
      {faults.length === 0 ? null : <FaultSummary title={say(...title)} faults={faults} />}
    </>
  );
}
