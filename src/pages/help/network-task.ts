import { scriptsFor } from '../network/scripts.ts';
import type { Task } from './types.ts';

const { windows, linux } = scriptsFor('https://…/beat/px_…', 5);

/** How the network of a commune is watched; the page itself shows the lines with the real address. */
export const WATCH_NETWORK: Task = {
  anchor: 'duong-truyen',
  title: ['Theo dõi đường truyền của đơn vị', 'Watch the network of a unit'],
  href: '/duong-truyen',
  steps: [
    [
      'Mở “Đường truyền”, chọn đơn vị, rồi bấm “Tạo địa chỉ theo dõi”. Địa chỉ chỉ hiện một lần.',
      'Open “Networks”, choose the unit and press “Make an address”. The address is shown once.',
    ],
    [
      `Trên một máy Windows luôn bật trong mạng của đơn vị, mở Command Prompt với quyền quản trị viên (Run as administrator) và dán dòng lệnh mà trang đã soạn sẵn, có dạng: ${windows}`,
      `On a Windows computer of the unit that is always on, open a Command Prompt as administrator and paste the line that the page gives, like: ${windows}`,
    ],
    [`Trên máy Linux, dán dòng: ${linux}`, `On Linux, paste the line: ${linux}`],
    [
      'Quá thời gian không có tín hiệu, trang ghi là mất kết nối. Phần trăm trong ngày chỉ tính lúc có theo dõi; lúc hệ thống này nghỉ thì không tính.',
      'A network that is silent for too long is shown as down. The percentage of a day counts only what was watched, and never the time at which this service was away.',
    ],
    [
      'Lộ hoặc mất địa chỉ: bấm “Đổi địa chỉ”, rồi dán lại dòng lệnh mới.',
      'If others know the address, or it is lost: press “Replace the address”, and paste the new line.',
    ],
  ],
  picture: null,
};
