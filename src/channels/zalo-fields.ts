import { refuse } from '../refused.ts';
import { type ChannelField, readAddress, readWord } from './fields.ts';
import { readCodes } from './zalo-codes.ts';

/** An application at Zalo and its tokens. */
export const ZALO_TOKENS: readonly ChannelField[] = [
  {
    name: 'app-id',
    label: ['App ID', 'App ID'],
    hint: ['App ID tại Zalo for Developers.', 'The App ID at Zalo for Developers.'],
    value: 'ID',
    read: readWord,
  },
  {
    name: 'secret-key',
    label: ['Secret key của ứng dụng', 'Secret key of the application'],
    secret: true,
    read: readWord,
  },
  {
    name: 'refresh-token',
    label: ['Refresh token', 'Refresh token'],
    hint: [
      'Mỗi mã chỉ dùng được một lần: lấy mã mới, không dùng chung với phần mềm khác. Sau đó hệ thống tự làm mới.',
      'Each is good once: enter a new one that nothing else uses. From then on it is renewed by itself.',
    ],
    secret: true,
    read: readWord,
  },
  {
    name: 'access-token',
    label: ['Access token (nếu có)', 'Access token (optional)'],
    hint: ['Để trống thì hệ thống tự xin.', 'Without one it is asked for.'],
    secret: true,
    read: readWord,
  },
  {
    name: 'token-url',
    label: ['Địa chỉ xin access token', 'Address for new tokens'],
    value: 'URL',
    required: true,
    initial: 'https://oauth.zaloapp.com/v4/oa/access_token',
    read: readAddress,
  },
];

/** Without which no token can be renewed. */
export const OWN_APPLICATION = ['app-id', 'secret-key', 'refresh-token'] as const;

/** What further codes of Zalo's answers mean. */
export const ZALO_CODES: ChannelField = {
  name: 'codes',
  label: ['Ý nghĩa mã lỗi bổ sung (nếu có)', 'Meaning of further codes (optional)'],
  hint: ['Ví dụ: -147=retry -999=refused', 'E.g. -147=retry -999=refused'],
  read(text, field) {
    if (readCodes(text) === null)
      refuse(field, [
        'Nhập như -147=retry, cách nhau bằng dấu cách; sau dấu = là token, retry, refused, unavailable hoặc misconfigured.',
        'write codes as -147=retry, with spaces between; a verdict is token, retry, refused, unavailable or misconfigured.',
      ]);
    return text.trim();
  },
};

/** Where messages are posted. */
export const messageUrl = (initial: string): ChannelField => ({
  name: 'url',
  label: ['Địa chỉ gửi tin', 'Address for messages'],
  value: 'URL',
  required: true,
  initial,
  read: readAddress,
});
