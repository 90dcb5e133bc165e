import { MAX_LENGTH, type PasswordFault } from '../../accounts/password-rules.ts';

/** What is wrong with a new password, and what to do about it. */
export function passwordFaultText(fault: PasswordFault, minLength: number): string {
  if (fault === 'too_short')
    return `Mật khẩu cần ít nhất ${minLength} ký tự. Vài từ không liên quan đến nhau là dài và dễ nhớ.`;
  if (fault === 'too_long') return `Mật khẩu dài quá ${MAX_LENGTH} ký tự. Chọn mật khẩu ngắn hơn.`;
  if (fault === 'is_name') return 'Mật khẩu trùng với tên của anh/chị. Chọn mật khẩu khác.';
  return 'Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác.';
}

/** What is said to whoever has failed too often. */
export function waitText(until: Date, now: Date): string {
  const minutes = Math.ceil((until.getTime() - now.getTime()) / 60_000);
  return `Đã nhập sai nhiều lần. Anh/chị chờ ${minutes} phút rồi thử lại.`;
}
