import type { ComponentChildren } from 'preact';
import type { Principal } from '../access/principal.ts';
import { useReading, useSay, type Words } from './language.tsx';
import { Navigation } from './navigation.tsx';
import { Told } from './parts/faults.tsx';
import { SearchField } from './parts/search-field.tsx';

export interface LayoutProps {
  title: string | Words;
  /** Path of the style sheet, with the hash of what it holds. */
  styles: string;
  /** Path of the script that adds comfort to pages which work without it. */
  script: string;
  icon: string;
  /** The same as a picture, for home screens that take no drawing. */
  homeIcon: string;
  /** Who is signed in; nobody on the pages before. */
  principal?: Principal | undefined;
  children: ComponentChildren;
}

/** What every page has around it. */
export function Layout({ title, styles, script, icon, homeIcon, principal, children }: LayoutProps) {
  const say = useSay();
  const { language } = useReading();
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${typeof title === 'string' ? title : say(...title)} – Phủ Xanh`}</title>
        <link rel="stylesheet" href={styles} />
        <link rel="icon" href={icon} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={homeIcon} />
        <link rel="manifest" href="/manifest.webmanifest" />
        <script type="module" src={script} />
      </head>
      <body>
        <a class="skip" href="#noi-dung">
          {say('Đến nội dung chính', 'Skip to content')}
        </a>
        <header class="top">
          <div class="wide">
            <a class="brand" href="/">
              <span class="sign green" aria-hidden="true">
                ●
              </span>{' '}
              Phủ Xanh
            </a>
            {principal === undefined ? null : (
              <SearchField
                id="tim"
                label={say('Tìm đơn vị, chỉ tiêu, người, cảnh báo', 'Find units, indicators, people, alerts')}
              />
            )}
            {principal === undefined ? null : (
              <form class="person" method="post" action="/dang-xuat">
                <a class="account" href="/tai-khoan">
                  {principal.name}
                </a>
                <button type="submit" class="quiet">
                  {say('Đăng xuất', 'Sign out')}
                </button>
              </form>
            )}
          </div>
          {principal === undefined ? null : <Navigation principal={principal} />}
        </header>
        <main id="noi-dung" class="wide" tabindex={-1}>
          <Told />
          {children}
        </main>
        <footer class="bottom">
          <div class="wide">
            <LanguageSwitch />
          </div>
        </footer>
      </body>
    </html>
  );
}

/** To the other language, named in itself. */
function LanguageSwitch() {
  const { language, here } = useReading();
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <form method="post" action="/ngon-ngu">
      <input type="hidden" name="next" value={here} />
      <button type="submit" class="quiet" name="language" value={other} lang={other}>
        {other === 'en' ? 'English' : 'Tiếng Việt'}
      </button>
    </form>
  );
}
