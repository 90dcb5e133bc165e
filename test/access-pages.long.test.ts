import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../src/access/principal.ts';
import { cookieOf, createPerson, postForm, signIn } from './support/person.ts';
import { type Route, routesOf } from './support/routes.ts';
import { startTestService, type TestService } from './support/service.ts';

const WRITERS: readonly Role[] = ['officer', 'department', 'admin'];

const ACTORS: readonly Role[] = ['officer', 'leader', 'department', 'admin'];
/** Who sees sums: the officer here those of his locality; leader and viewer are of the province. */
const MONEY: readonly Role[] = ['officer', 'department', 'finance', 'admin'];
/** Who carries out a task. */
const DOERS: readonly Role[] = ['officer', 'department', 'finance', 'admin'];

/** Pages of one thing, of which there is none here: whoever may ask is told so. */
const OF_NOTHING = new Set([
  'GET /van-ban/:id',
  'GET /chi-tieu/:target',
  'GET /cham-diem/:set/:period',
  'GET /cham-diem/:set/:period/:unit',
  'GET /cham-diem/:set/:period/:unit/tep/:file',
  'GET /nhiem-vu/:task',
  'GET /kinh-phi/de-xuat/:id',
  'GET /kinh-phi/de-xuat/:id/bien-ban/:delivery',
  'GET /ke-hoach/:plan',
]);

/** Who may ask for which page. A new page fails the first test until it stands here. */
const PAGES: Record<string, 'public' | readonly Role[]> = {
  'GET /': ROLES,
  'GET /van-ban': ROLES,
  'GET /van-ban/soan': ['department', 'admin'],
  'POST /van-ban/soan': ['department', 'admin'],
  'GET /van-ban/:id': ROLES,
  'POST /van-ban/:id/sua': ['department', 'admin'],
  'POST /van-ban/:id/so-lieu': ['department', 'admin'],
  'POST /van-ban/:id/bo': ['department', 'admin'],
  'POST /van-ban/:id/ban-hanh': ['department', 'admin'],
  'POST /van-ban/:id/da-ky': ['department', 'admin'],
  'GET /bao-cao-tong-hop': ROLES,
  'POST /bao-cao-tong-hop': ['department', 'admin'],
  'GET /bao-cao-tong-hop/:id': ROLES,
  'GET /bao-cao-tong-hop/:id/danh-sach': ROLES,
  'GET /luu-tru-bao-cao': ROLES,
  'POST /bao-cao-tong-hop/:id/sua': ['department', 'admin'],
  'POST /bao-cao-tong-hop/:id/trinh': ['department', 'admin'],
  'POST /bao-cao-tong-hop/:id/duyet': ['leader', 'admin'],
  'POST /bao-cao-tong-hop/:id/tra-lai': ['leader', 'admin'],
  'POST /bao-cao-tong-hop/:id/dinh-chinh': ['department', 'admin'],
  'GET /don-vi/:code/noi-dung-bao-cao': ROLES,
  'POST /don-vi/:code/noi-dung-bao-cao': ACTORS,
  'POST /don-vi/:code/noi-dung-bao-cao/rut': ACTORS,
  'GET /calendar/:file': 'public',
  'GET /cong-khai/:province': 'public',
  'GET /chi-tieu': ROLES,
  'POST /chi-tieu': ['department', 'admin'],
  'GET /chi-tieu/:target': ROLES,
  'GET /cham-diem': ROLES,
  'POST /cham-diem': ['department', 'admin'],
  'POST /cham-diem/bo-tieu-chi': ['department', 'admin'],
  'GET /cham-diem/lap-bo-tieu-chi': ['department', 'admin'],
  'POST /cham-diem/lap-bo-tieu-chi': ['department', 'admin'],
  'GET /cham-diem/:set/:period': ROLES,
  'POST /cham-diem/:set/:period/cong-bo': ['department', 'admin'],
  'POST /cham-diem/:set/:period/phe-duyet': ['leader', 'admin'],
  'POST /cham-diem/:set/:period/dinh-chinh': ['department', 'admin'],
  'GET /cham-diem/:set/:period/:unit': ROLES,
  'GET /cham-diem/:set/:period/:unit/tep/:file': ROLES,
  'POST /cham-diem/:set/:period/:unit/tu-cham': ['officer', 'admin'],
  'POST /cham-diem/:set/:period/:unit/kien-nghi': ['officer', 'admin'],
  'POST /cham-diem/:set/:period/:unit/minh-chung': ['officer', 'admin'],
  'POST /cham-diem/:set/:period/:unit/tham-dinh': ['department', 'admin'],
  'POST /cham-diem/:set/:period/:unit/tra-loi': ['department', 'admin'],
  'GET /bao-cao-tong-hop/mau': ['department', 'admin'],
  'POST /bao-cao-tong-hop/mau/tai-len': ['department', 'admin'],
  'POST /bao-cao-tong-hop/mau/dung': ['department', 'admin'],
  'POST /bao-cao-tong-hop/mau/san-co': ['department', 'admin'],
  'GET /bao-cao-tong-hop/trinh-bay': ['department', 'admin'],
  'POST /bao-cao-tong-hop/trinh-bay': ['department', 'admin'],
  'POST /bao-cao-tong-hop/:id/lay': ['department', 'admin'],
  'GET /nhiem-vu': ROLES,
  'GET /nhiem-vu/:task': ROLES,
  'POST /nhiem-vu/:task/tien-do': DOERS,
  'POST /nhiem-vu/:task/tep': DOERS,
  'POST /nhiem-vu/:task/hoan-thanh': DOERS,
  'POST /nhiem-vu/:task/tra-lai': ['department', 'admin'],
  'POST /nhiem-vu/:task/thoi-han': ['department', 'admin'],
  'POST /nhiem-vu/:task/huy': ['department', 'admin'],
  'POST /nhiem-vu/:task/xac-nhan': ['department', 'admin'],
  'POST /tai-khoan/trinh-duyet/bo-tin-cay': ROLES,
  'GET /kinh-phi': MONEY,
  'GET /kinh-phi/nhu-cau': MONEY,
  'POST /kinh-phi/nhu-cau': ['finance', 'admin'],
  'GET /kinh-phi/don-gia': ['department', 'finance', 'admin'],
  'POST /kinh-phi/don-gia': ['finance', 'admin'],
  'POST /kinh-phi/don-gia/:id/bo': ['finance', 'admin'],
  'GET /kinh-phi/dinh-muc': ['department', 'finance', 'admin'],
  'POST /kinh-phi/dinh-muc': ['department', 'finance', 'admin'],
  'GET /kinh-phi/de-xuat/:id': MONEY,
  'POST /kinh-phi/de-xuat/:id/trinh': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/tra-lai': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/duyet': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/cap': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/ban-giao': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/nghiem-thu': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/giai-ngan': ['finance', 'admin'],
  'POST /kinh-phi/de-xuat/:id/bien-ban/:delivery': ['finance', 'admin'],
  'GET /kinh-phi/de-xuat/:id/bien-ban/:delivery': ['finance', 'admin'],
  'GET /ke-hoach': ROLES,
  'POST /ke-hoach': ['department', 'admin'],
  'GET /ke-hoach/:plan': ROLES,
  'POST /ke-hoach/:plan/sua': ['department', 'admin'],
  'POST /ke-hoach/:plan/tep': ['department', 'admin'],
  'GET /quan-tri/don-vi/nhap-tep': ['admin'],
  'POST /quan-tri/don-vi/nhap-tep': ['admin'],
  'GET /quan-tri/don-vi/nhap-tep/tep': ['admin'],
  'POST /quan-tri/don-vi/nhap-tep/luu': ['admin'],
  'GET /lanh-dao': ROLES,
  'GET /bang-theo-doi': ROLES,
  'GET /so-sanh': ROLES,
  'GET /tim-kiem': ROLES,
  'GET /bo-loc': ROLES,
  'POST /bo-loc': ROLES,
  'POST /bo-loc/:filter/doi-ten': ROLES,
  'POST /bo-loc/:filter/xoa': ROLES,
  'GET /*': 'public',
  'POST /*': 'public',
  'GET /assets/:name': 'public',
  'GET /tai-khoan': ROLES,
  'POST /tai-khoan/mat-khau': ROLES,
  'POST /tai-khoan/phien/ket-thuc': ROLES,
  'GET /tai-khoan/xac-thuc-hai-lop': ROLES,
  'POST /tai-khoan/xac-thuc-hai-lop': ROLES,
  'POST /tai-khoan/xac-thuc-hai-lop/bat-dau': ROLES,
  'POST /tai-khoan/xac-thuc-hai-lop/tat': ROLES,
  'GET /tai-khoan/thong-bao': ROLES,
  'POST /tai-khoan/thong-bao': ROLES,
  'POST /tai-khoan/thong-bao/gui-thu-nghiem': ROLES,
  'POST /tai-khoan/trinh-duyet': ROLES,
  'POST /tai-khoan/trinh-duyet/xoa': ROLES,
  'GET /mat-khau': 'public',
  'GET /moi/:code': 'public',
  'POST /mat-khau': 'public',
  'GET /dang-nhap': 'public',
  'POST /dang-nhap': 'public',
  'GET /dang-nhap/ma-xac-thuc': 'public',
  'POST /dang-nhap/ma-xac-thuc': 'public',
  'GET /dang-nhap/ma-truy-cap': 'public',
  'POST /dang-nhap/ma-truy-cap': 'public',
  'POST /dang-xuat': 'public',
  'POST /ngon-ngu': 'public',
  'GET /bao-cao': ROLES,
  'GET /bao-cao/:code': ROLES,
  'POST /bao-cao/:code': WRITERS,
  'GET /bao-cao/:code/ket-qua': ROLES,
  'GET /nhap-tep': WRITERS,
  'POST /nhap-tep': WRITERS,
  'POST /nhap-tep/sua': WRITERS,
  'POST /nhap-tep/ghi': WRITERS,
  'POST /nhap-tep/xoa': WRITERS,
  'GET /minh-chung/:code': ROLES,
  'POST /minh-chung/:code': WRITERS,
  'GET /minh-chung/:code/:file': ROLES,
  'POST /minh-chung/:code/xoa': WRITERS,
  'GET /chung-thu-so': ROLES,
  'GET /chung-thu-so/:code': ROLES,
  'POST /chung-thu-so/:code/ghi': WRITERS,
  'POST /chung-thu-so/:code/ngung': WRITERS,
  'POST /chung-thu-so/:code/tep': WRITERS,
  'POST /chung-thu-so/:code/tep/ghi': WRITERS,
  'GET /chung-thu-so/nhap-tep': WRITERS,
  'POST /chung-thu-so/nhap-tep': WRITERS,
  'POST /chung-thu-so/nhap-tep/ghi': WRITERS,
  'GET /ra-soat': ['department', 'admin'],
  'POST /ra-soat': ['department', 'admin'],
  'GET /bao-cao/phien': ROLES,
  'GET /ngoai-tuyen': 'public',
  'GET /worker.js': 'public',
  'GET /manifest.webmanifest': 'public',
  'GET /tro-giup': ROLES,
  'GET /tro-giup/:slug': ROLES,
  'GET /con-thieu': ROLES,
  'GET /canh-bao': ROLES,
  'GET /canh-bao/:alert': ROLES,
  'POST /canh-bao/:alert/nhan-xu-ly': ['officer', 'leader', 'department', 'admin'],
  'GET /tam-ngung-nhac': ROLES,
  'POST /tam-ngung-nhac': ['department', 'admin'],
  'POST /tam-ngung-nhac/:silence/ket-thuc': ['department', 'admin'],
  'GET /xu-ly/:token': 'public',
  'POST /xu-ly/:token': 'public',
  'GET /don-vi/:code': ROLES,
  'GET /duong-truyen': ROLES,
  'GET /duong-truyen/:code': ROLES,
  'POST /duong-truyen/:code': WRITERS,
  'POST /duong-truyen/:code/nhip': WRITERS,
  'POST /duong-truyen/:code/go': WRITERS,
  'GET /don-vi/:code/hen-hoan-thanh': ROLES,
  'GET /con-thieu/hen-hoan-thanh': ['officer', 'leader', 'department', 'admin'],
  'POST /con-thieu/hen-hoan-thanh': ['officer', 'leader', 'department', 'admin'],
  'GET /nhac-nho': ['department', 'leader', 'admin'],
  'POST /nhac-nho': ['department', 'leader', 'admin'],
  'GET /chua-gui': ['department', 'leader', 'admin'],
  'POST /chua-gui/da-goi': ['department', 'leader', 'admin'],
  'GET /canh-bao/nhan-xu-ly': ['officer', 'leader', 'department', 'admin'],
  'POST /canh-bao/nhan-xu-ly': ['officer', 'leader', 'department', 'admin'],
  'POST /tam-ngung-nhac/xem-truoc': ['department', 'admin'],
  'GET /con-thieu/tep': ROLES,
  'GET /con-thieu/don-doc': ['department', 'leader', 'admin'],
  'GET /con-thieu/don-doc/tep': ['department', 'leader', 'admin'],
  'GET /quan-tri': ['admin'],
  'GET /quan-tri/lien-he': ['admin'],
  'POST /quan-tri/lien-he': ['admin'],
  'GET /quan-tri/bat-dau': ['admin'],
  'GET /quan-tri/dot/:programme/tinh/:province': ['admin'],
  'GET /quan-tri/dot/moi': ['admin'],
  'GET /quan-tri/nguoi-dung/nhap-tu-tep': ['admin'],
  'GET /quan-tri/nguoi-dung/the-moi': ['admin'],
  'GET /quan-tri/nguoi-dung/tien-do': ['admin'],
  'POST /quan-tri/bat-dau/thu-thu': ['admin'],
  'POST /quan-tri/dot/:programme/chi-tieu': ['admin'],
  'POST /quan-tri/dot/:programme/ket-thuc': ['admin'],
  'POST /quan-tri/dot/:programme/ten': ['admin'],
  'POST /quan-tri/dot/:programme/tinh/:province': ['admin'],
  'POST /quan-tri/dot/moi': ['admin'],
  'POST /quan-tri/nguoi-dung/nhap-tu-tep': ['admin'],
  'POST /quan-tri/nguoi-dung/nhap-tu-tep/luu': ['admin'],
  'POST /quan-tri/nguoi-dung/the-moi': ['admin'],
  'POST /quan-tri/nguoi-dung/tien-do/nhac': ['admin'],
  'GET /quan-tri/lien-he/moi': ['admin'],
  'GET /quan-tri/lien-he/:contact': ['admin'],
  'POST /quan-tri/lien-he/:contact': ['admin'],
  'POST /quan-tri/lien-he/:contact/bo': ['admin'],
  'POST /quan-tri/lien-he/:contact/cach-nhan': ['admin'],
  'POST /quan-tri/lien-he/:contact/gui-thu-nghiem': ['admin'],
  'GET /quan-tri/nguoi-dung': ['admin'],
  'POST /quan-tri/nguoi-dung': ['admin'],
  'GET /quan-tri/nguoi-dung/moi': ['admin'],
  'GET /quan-tri/nguoi-dung/:person': ['admin'],
  'POST /quan-tri/nguoi-dung/:person': ['admin'],
  'POST /quan-tri/nguoi-dung/:person/dat-lai': ['admin'],
  'POST /quan-tri/nguoi-dung/:person/khoa': ['admin'],
  'POST /quan-tri/nguoi-dung/:person/mo': ['admin'],
  'POST /quan-tri/nguoi-dung/:person/ket-thuc': ['admin'],
  'GET /quan-tri/ma-truy-cap': ['admin'],
  'POST /quan-tri/ma-truy-cap': ['admin'],
  'POST /quan-tri/ma-truy-cap/:token/thu-hoi': ['admin'],
  'GET /quan-tri/don-vi': ['admin'],
  'GET /quan-tri/don-vi/moi': ['admin'],
  'POST /quan-tri/don-vi/moi': ['admin'],
  'GET /quan-tri/co-quan': ['admin'],
  'POST /quan-tri/co-quan': ['admin'],
  'POST /quan-tri/co-quan/ket-thuc': ['admin'],
  'GET /quan-tri/du-lieu-mo': ['admin'],
  'POST /quan-tri/du-lieu-mo': ['admin'],
  'GET /quan-tri/ma-he-thong-khac': ['admin'],
  'POST /quan-tri/ma-he-thong-khac': ['admin'],
  'GET /quan-tri/don-vi/:code': ['admin'],
  'POST /quan-tri/don-vi/:code/ten': ['admin'],
  'POST /quan-tri/don-vi/:code/ket-thuc': ['admin'],
  'GET /quan-tri/khong-ap-dung': ['admin'],
  'POST /quan-tri/khong-ap-dung': ['admin'],
  'POST /quan-tri/khong-ap-dung/ap-dung-lai': ['admin'],
  'GET /quan-tri/chi-tieu': ['admin'],
  'POST /quan-tri/chi-tieu': ['admin'],
  'GET /quan-tri/chi-tieu/moi': ['admin'],
  'POST /quan-tri/chi-tieu/moi': ['admin'],
  'GET /quan-tri/chi-tieu/:indicator': ['admin'],
  'POST /quan-tri/chi-tieu/:indicator': ['admin'],
  'POST /quan-tri/chi-tieu/:indicator/ket-thuc': ['admin'],
  'GET /quan-tri/dot': ['admin'],
  'GET /quan-tri/dot/:programme': ['admin'],
  'POST /quan-tri/dot/:programme': ['admin'],
  'GET /quan-tri/lich': ['admin'],
  'POST /quan-tri/lich': ['admin'],
  'POST /quan-tri/lich/bo': ['admin'],
  'GET /quan-tri/mo-lai': ['admin'],
  'POST /quan-tri/mo-lai': ['admin'],
  'POST /quan-tri/mo-lai/:exception/dong': ['admin'],
  'GET /quan-tri/tac-vu': ['admin'],
  'POST /quan-tri/tac-vu/:job/chay': ['admin'],
  'GET /quan-tri/tin-gui-di': ['admin'],
  'POST /quan-tri/tin-gui-di/:message/gui-lai': ['admin'],
  'GET /quan-tri/kenh': ['admin'],
  'GET /quan-tri/kenh/:channel': ['admin'],
  'POST /quan-tri/kenh/:channel': ['admin'],
  'POST /quan-tri/kenh/:channel/tat': ['admin'],
  'POST /quan-tri/kenh/:channel/gioi-han': ['admin'],
  'POST /quan-tri/kenh/:channel/thu-lai': ['admin'],
  'POST /quan-tri/kenh/:channel/gui-thu-nghiem': ['admin'],
  'GET /quan-tri/kenh/webhook': ['admin'],
  'POST /quan-tri/kenh/webhook': ['admin'],
  'POST /quan-tri/kenh/webhook/gioi-han': ['admin'],
  'POST /quan-tri/kenh/webhook/thu-lai': ['admin'],
  'POST /quan-tri/kenh/webhook/:hook/doi-khoa': ['admin'],
  'POST /quan-tri/kenh/webhook/:hook/tat': ['admin'],
  'POST /quan-tri/kenh/webhook/:hook/gui-thu-nghiem': ['admin'],
  'GET /quan-tri/ban-tong-hop': ['admin'],
  'POST /quan-tri/ban-tong-hop': ['admin'],
  'GET /quan-tri/ban-tong-hop/:digest/xem': ['admin'],
  'GET /quan-tri/lich-bao-cao-tong-hop': ['admin'],
  'POST /quan-tri/lich-bao-cao-tong-hop': ['admin'],
  'POST /quan-tri/tin-gui-di/gui-lai': ['admin'],
  'GET /quan-tri/quy-trinh-nhac': ['admin'],
  'GET /quan-tri/quy-trinh-nhac/:kind': ['admin'],
  'POST /quan-tri/quy-trinh-nhac/:kind': ['admin'],
  'GET /quan-tri/mau-thu': ['admin'],
  'GET /quan-tri/mau-thu/xem': ['admin'],
  'GET /quan-tri/nhat-ky': ['admin'],
};

/** What stands in addresses where it is no locality: something that is there, as far as it has to be. */
const SAMPLES: Record<string, string> = {
  ':person': '7',
  ':contact': '1',
  ':slug': 'can-bo-xa',
  ':file': '1',
  ':alert': '1',
  ':silence': '1',
  ':kind': 'record_missing',
  ':token': '1',
  ':indicator': 'network.lan',
  ':programme': 'haiphong-daily',
  ':province': '31',
  ':exception': '1',
  ':job': 'review',
  ':channel': 'zalo_zns',
  ':hook': '1',
  ':digest': '1',
  ':id': '1',
  ':target': '1',
  ':set': 'none',
  ':period': '2026',
  ':unit': '11737',
  ':task': '1',
  ':delivery': '1',
  ':plan': 'none',
  ':message': '00000000-0000-4000-8000-000000000000',
};
const filledIn = (path: string) => path.replace(/:(?!code)\w+/g, (name) => SAMPLES[name] ?? name);

/** Every page, asked by everybody: the API's routes are walked in `access.test.ts`. */
describe('who may ask for which page', () => {
  let t: TestService;
  let pages: Route[];
  let cookies: Map<Role, string>;
  beforeAll(async () => {
    t = await startTestService({ now: '2025-09-25 08:00' });
    pages = routesOf(t).filter(({ path }) => !/^\/(api|docs|health|metrics|beat)(\/|$)/.test(path));
    cookies = new Map();
    for (const role of ROLES) {
      await createPerson(t, { login: role, role, area: role === 'officer' ? '11737' : '31' });
      cookies.set(role, cookieOf(await signIn(t, role)));
    }
    // A file that is there.
    await t.db.sql`
      insert into evidence (locality, indicator, day, file_name, type, size, hash, body, by, at)
      values ('11737', 'network.lan', '2025-09-25', 'a.png', 'image/png', 1, '', 'a', 'somebody', now())`;
    await t.db.sql`insert into contact (locality, name, position, email, role)
      values ('11737', 'Người nhận', '', 'nhan@xa.example', 'officer')`;
    // An alert that everybody here may read.
    await t.db.sql`
      insert into alert (programme, area, kind, subject, state, opened_at, facts)
      values ('*', '11737', 'network_down', '', 'open', now(),
        '{"lastBeatAt": "2025-09-25T07:00:00+07:00", "downSince": "2025-09-25T07:10:00+07:00"}')`;
    // A report that everybody here may read.
    await t.db.sql`
      insert into report (kind, province, programme, period_from, period_to, state, narrative, created_at, created_by)
      values ('daily', '31', 'haiphong-daily', '2025-09-25', '2025-09-25', 'approved', '{}', now(), 'somebody')`;
    // Somebody whose account is looked after.
    await createPerson(t, { login: 'binh', role: 'viewer', area: '31' });
  });
  afterAll(() => t.stop());

  const named = ({ method, path }: Route) => `${method} ${path}`;
  const guarded = () => pages.filter((page) => PAGES[named(page)] !== 'public');
  const ask = async ({ method, path }: Route, cookie: string, code = '11737', fields = {}) => {
    const to = filledIn(path).replace(':code', code);
    const headers = { accept: 'text/html', cookie };
    const answer =
      method === 'POST'
        ? await postForm(t, to, fields, headers)
        : await fetch(t.address + to, { headers, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };
  const csrfOf = async (cookie: string) => {
    const { text } = await ask({ method: 'GET', path: '/tai-khoan' }, cookie);
    return /name="csrf" value="([\w-]+)"/.exec(text)?.[1] ?? '';
  };

  it('is said of every page there is', () => {
    expect(pages.map(named).sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('asks who is signed out to sign in, and remembers where to', async () => {
    for (const page of guarded()) {
      const { status, text } = await ask(page, '');
      expect([named(page), status]).toEqual([named(page), page.method === 'GET' ? 200 : 401]);
      expect(text).toContain('<h1>Đăng nhập</h1>');
      const next = filledIn(page.path).replace(':code', '11737');
      if (page.method === 'GET' && next !== '/') expect(text).toContain(`name="next" value="${next}"`);
    }
  });

  it('lets each role do what is its own', async () => {
    for (const [role, cookie] of cookies) {
      const csrf = await csrfOf(cookie);
      for (const page of guarded()) {
        const allowed = PAGES[named(page)]?.includes(role);
        const { status } = await ask(page, cookie, '11737', { csrf });
        expect([role, named(page), status === 403]).toEqual([role, named(page), !allowed]);
        if (page.method === 'GET' && allowed)
          expect([role, named(page), status]).toEqual([
            role,
            named(page),
            OF_NOTHING.has(named(page)) ? 404 : 200,
          ]);
      }
    }
  });

  it('answers for another area as if it were not there', async () => {
    const inside = guarded().filter(({ path }) => path.includes(':code'));
    expect(inside.length).toBeGreaterThan(2);
    for (const [role, cookie] of cookies) {
      const csrf = await csrfOf(cookie);
      for (const page of inside) {
        if (!PAGES[named(page)]?.includes(role)) continue;
        for (const code of ['00004', 'no-such'])
          expect([role, named(page), (await ask(page, cookie, code, { csrf })).status]).toEqual([
            role,
            named(page),
            404,
          ]);
      }
    }
  });

  it('takes no form without the token of the session', async () => {
    const forms = guarded().filter(({ method }) => method === 'POST');
    expect(forms.length).toBeGreaterThan(3);
    for (const [role, cookie] of cookies)
      for (const page of forms)
        expect([role, named(page), (await ask(page, cookie)).status]).toEqual([role, named(page), 403]);
  });
});
