import type { ComponentChildren } from 'preact';

export interface LayoutProps {
  title: string;
  /** Path of the style sheet, with the hash of what it holds. */
  styles: string;
  icon: string;
  /** Who is signed in; nobody on the pages before. */
  person?: string | undefined;
  children: ComponentChildren;
}

/** What every page has around it. */
export function Layout({ title, styles, icon, person, children }: LayoutProps) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Phủ Xanh`}</title>
        <link rel="stylesheet" href={styles} />
        <link rel="icon" href={icon} type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#noi-dung">
          Đến nội dung chính
        </a>
        <header class="top">
          <div class="wide">
            <a class="brand" href="/">
              <span class="sign green" aria-hidden="true">
                ●
              </span>{' '}
              Phủ Xanh
            </a>
            {person === undefined ? null : (
              <form class="person" method="post" action="/sign-out">
                <a class="account" href="/account">
                  {person}
                </a>
                <button type="submit" class="quiet">
                  Đăng xuất
                </button>
              </form>
            )}
          </div>
        </header>
        <main id="noi-dung" class="wide" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}
