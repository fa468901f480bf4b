import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DeskPostPartsFragment } from '../generated/staff-documents';
import { useText } from '../language/text';
import { shown, useKeymap } from './desk-keymap';
import { GuidancePane } from './guidance-pane';
import { PersonPane } from './person-pane';
import type { ReviewItem } from './use-review-item';

const sides = ['steer', 'guidance', 'person'] as const;
type SideName = (typeof sides)[number];
const commandOf = { guidance: 'GUIDANCE', person: 'PERSON' } as const;

export interface Side {
  readonly name: SideName;
  /** The post that somebody looked at when they asked for a person. */
  readonly postId: string | undefined;
  /** How often it was asked for by a key: the focus goes there. */
  readonly times: number;
  readonly show: (name: SideName) => void;
  /** By a key: shows it and goes there; when it is shown already and about the same, back to steering. */
  readonly toggle: (name: Exclude<SideName, 'steer'>, postId: string | undefined) => void;
}

/** What the right pane shows: the means to steer, what helps to decide, or who somebody is in this group. */
export function useSide(): Side {
  const [{ name, postId, times }, set] = useState<Pick<Side, 'name' | 'postId' | 'times'>>({
    name: 'steer',
    postId: undefined,
    times: 0,
  });
  return {
    ...{ name, postId, times },
    show: (next) => set({ name: next, postId, times: 0 }),
    toggle: (next, at) => {
      const isBack = name === next && (at === undefined || at === postId);
      set({ name: isBack ? 'steer' : next, postId: at ?? postId, times: times + 1 });
    },
  };
}

interface Props {
  side: Side;
  /** None while none is chosen or there. */
  item: ReviewItem | undefined;
  posts: readonly DeskPostPartsFragment[];
  /** The means to steer. */
  children: ReactNode;
}

/** The right pane, with a way to each of its three sides. */
export function SidePane({ side, item, posts, children }: Props) {
  const t = useText();
  const { keys } = useKeymap();
  const pane = useRef<HTMLDivElement>(null);
  const { name, times } = side;
  useEffect(() => {
    if (times === 0) return;
    const heading = pane.current?.querySelector<HTMLElement>('[data-side-heading], #steer-heading');
    (heading ?? pane.current?.querySelector<HTMLElement>('[aria-pressed="true"]'))?.focus();
  }, [times]);
  if (!item) return <p className="steer__none quiet">{t('steer.choose')}</p>;
  return (
    <div ref={pane}>
      <div className="sides" role="group" aria-label={t('desk.sides')}>
        {sides.map((one) => {
          const key = one === 'steer' ? null : shown(keys, commandOf[one]);
          return (
            <button key={one} type="button" aria-pressed={name === one} onClick={() => side.show(one)}>
              {t(`desk.side.${one}`)}
              {key && <kbd aria-hidden="true">{key}</kbd>}
            </button>
          );
        })}
      </div>
      {name === 'steer' && children}
      {name === 'guidance' && <GuidancePane item={item} />}
      {name === 'person' && <PersonPane key={side.postId ?? ''} posts={posts} postId={side.postId} />}
    </div>
  );
}
