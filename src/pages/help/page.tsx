import type { Role } from '../../access/principal.ts';
import { useSay } from '../language.tsx';
import { GUIDES } from './guides.ts';
import { PICTURES, type Picture, type PictureName } from './pictures.ts';
import type { Guide, Task } from './types.ts';

interface HelpProps {
  guide: Guide;
  /** Role of the reader: pages of another's work may not open to him. */
  reader: Role;
  /** Address of a picture. */
  pictureAt(name: PictureName): string;
}

/** How one role does its work, with pictures of the real screens. */
export function Help({ guide, reader, pictureAt }: HelpProps) {
  const say = useSay();
  return (
    <article class="help">
      <h1>{say('Trợ giúp', 'Help')}</h1>
      <nav aria-label={say('Trợ giúp theo vai trò', 'Help by role')}>
        <ul class="roles">
          {GUIDES.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`/tro-giup/${slug}`} aria-current={slug === guide.slug ? 'page' : undefined}>
                {say(...title)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h2>{say(...guide.title)}</h2>
      <p>{say(...guide.purpose)}</p>
      <ul class="contents">
        {guide.tasks.map(({ anchor, title }) => (
          <li key={anchor}>
            <a href={`#${anchor}`}>{say(...title)}</a>
          </li>
        ))}
      </ul>
      {guide.tasks.map((task) => (
        <HowTo key={task.anchor} task={task} leads={guide.role === reader} pictureAt={pictureAt} />
      ))}
    </article>
  );
}

function HowTo({
  task,
  leads,
  pictureAt,
}: {
  task: Task;
  leads: boolean;
  pictureAt: HelpProps['pictureAt'];
}) {
  const say = useSay();
  const title = say(...task.title);
  return (
    <section class="panel" aria-labelledby={task.anchor}>
      <h3 id={task.anchor}>{title}</h3>
      <ol>
        {task.steps.map((step) => (
          <li key={step[0]}>{say(...step)}</li>
        ))}
      </ol>
      {task.href === null || !leads ? null : (
        <p>
          <a class="button quiet" href={task.href}>
            {say('Mở trang này', 'Open this page')}
            <span class="unseen">: {title}</span>
          </a>
        </p>
      )}
      {task.picture === null ? null : <Screen name={task.picture} src={pictureAt(task.picture)} />}
    </section>
  );
}

/** Loaded when it is opened: whoever only reads, on a poor network, does not pay for it. */
function Screen({ name, src }: { name: PictureName; src: string }) {
  const say = useSay();
  const { alt, width, height }: Picture = PICTURES[name];
  return (
    <details class="screen">
      <summary>{say('Xem hình', 'See the picture')}</summary>
      <a href={src}>
        <img src={src} alt={say(...alt)} width={width} height={height} loading="lazy" decoding="async" />
      </a>
    </details>
  );
}
