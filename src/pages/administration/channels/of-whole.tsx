import { useSay, type Words } from '../../language.tsx';
import { Frame } from '../frame.tsx';

/** What an administrator of a part is told of what belongs to the whole. */
export function OfWhole({ title }: { title: Words }) {
  const say = useSay();
  return (
    <Frame title={say(...title)}>
      <p class="notice">
        {say(
          'Kênh này dùng chung cho toàn hệ thống; quản trị viên toàn hệ thống cài đặt và gửi thử.',
          'All areas share this channel; administrators of the whole service set it up and test it.',
        )}
      </p>
    </Frame>
  );
}
