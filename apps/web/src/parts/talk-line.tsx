import type { ReactNode } from 'react';

interface Props {
  /** Who said it. */
  name: string;
  drawing: ReactNode;
  /** "19.36 u". */
  when: string;
  at: string;
  isOwn: boolean;
  children: ReactNode;
}

/** One thing that was said in a conversation of two. */
export function TalkLine({ name, drawing, when, at, isOwn, children }: Props) {
  return (
    <li className={isOwn ? 'talkline talkline--own' : 'talkline'}>
      {drawing}
      <article className="talkline__in" aria-label={`${name}, ${when}`}>
        <p className="talkline__head">
          <b>{name}</b> <time dateTime={at}>{when}</time>
        </p>
        {children}
      </article>
    </li>
  );
}
