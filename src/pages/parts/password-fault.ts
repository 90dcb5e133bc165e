import { MAX_LENGTH, type PasswordFault } from '../../accounts/password-rules.ts';
import type { Words } from '../language.tsx';

/** What is wrong with a new password, and what to do about it. */
export function passwordFaultWords(fault: PasswordFault, minLength: number): Words {
  if (fault === 'too_short')
    return [
      `Mật khẩu cần ít nhất ${minLength} ký tự. Vài từ không liên quan đến nhau là dài và dễ nhớ.`,
      `A password needs at least ${minLength} characters. A few words that have nothing to do with each other are long and easy to remember.`,
    ];
  if (fault === 'too_long')
    return [
      `Mật khẩu dài quá ${MAX_LENGTH} ký tự. Chọn mật khẩu ngắn hơn.`,
      `The password is longer than ${MAX_LENGTH} characters. Choose a shorter one.`,
    ];
  if (fault === 'is_name')
    return [
      'Mật khẩu trùng với tên của anh/chị. Chọn mật khẩu khác.',
      'The password is your name. Choose another.',
    ];
  return [
    'Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác.',
    'This password is too common and easy to guess. Choose another.',
  ];
}

export const WRONG_PRESENT: Words = ['Mật khẩu hiện tại không đúng.', 'The present password is not right.'];

/** What is said to whoever has failed too often. */
export function waitWords(until: Date, now: Date): Words {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
  return [
    `Đã nhập sai nhiều lần. Anh/chị vui lòng chờ ${minutes} phút rồi thử lại.`,
    `Too many wrong attempts. Wait ${minutes} minutes and try again.`,
  ];
}
