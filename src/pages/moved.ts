/** Where pages stood before, as whole segments of a path, and where they stand. Links in sent mails lead there. */
const MOVED: readonly [before: string, now: string][] = [
  ['/account/second-factor/begin', '/tai-khoan/xac-thuc-hai-lop/bat-dau'],
  ['/account/second-factor/off', '/tai-khoan/xac-thuc-hai-lop/tat'],
  ['/account/second-factor', '/tai-khoan/xac-thuc-hai-lop'],
  ['/account/sessions/end', '/tai-khoan/phien/ket-thuc'],
  ['/account/push/remove', '/tai-khoan/trinh-duyet/xoa'],
  ['/account/push', '/tai-khoan/trinh-duyet'],
  ['/account/password', '/tai-khoan/mat-khau'],
  ['/account', '/tai-khoan'],
  ['/sign-in/token', '/dang-nhap/ma-truy-cap'],
  ['/sign-in/code', '/dang-nhap/ma-xac-thuc'],
  ['/sign-in', '/dang-nhap'],
  ['/sign-out', '/dang-xuat'],
  ['/password', '/mat-khau'],
  ['/offline', '/ngoai-tuyen'],
  ['/language', '/ngon-ngu'],
  ['/im-lang', '/tam-ngung-nhac'],
  ['/xem-xet', '/ra-soat'],
  ['/viec', '/xu-ly'],
  ['/chung-thu', '/chung-thu-so'],
  ['/con-thieu/nhac-viec', '/con-thieu/don-doc'],
  ['/quan-tri/bac-thang', '/quan-tri/quy-trinh-nhac'],
  ['/quan-tri/chuong-trinh', '/quan-tri/dot'],
  ['/quan-tri/thu', '/quan-tri/tin-gui-di'],
  ['/quan-tri/cong-viec', '/quan-tri/tac-vu'],
];

/** Where what is asked for at an old address is to be asked for, its query with it; null where nothing has moved. Pure. */
export function movedTo(url: string): string | null {
  const [, path = '', query = ''] = /^([^?]*)(\?.*)?$/s.exec(url) ?? [];
  const moved = MOVED.find(([before]) => path === before || path.startsWith(`${before}/`));
  return moved ? moved[1] + path.slice(moved[0].length) + query : null;
}
