import type { DeskPostPartsFragment, QueueItemPartsFragment } from '../src/generated/staff-documents';
import { foldQuiet, pinNotes } from '../src/moderate/order-posts';
import {
  type Lanes,
  everything,
  liveClaim,
  neighbour,
  severitiesIn,
  askedFor,
  isFiltered,
} from '../src/moderate/queue-lanes';
import { endOf } from '../src/moderate/steer-kinds';

function post(id: string, more: Partial<DeskPostPartsFragment> = {}): DeskPostPartsFragment {
  return {
    __typename: 'Post',
    id,
    text: id,
    state: 'VISIBLE',
    createdAt: '2026-11-22T19:00:00.000Z',
    editedAt: null,
    contentNotes: [],
    photos: [],
    isGuideNote: false,
    pinnedAfter: null,
    messageToAuthor: null,
    statement: null,
    author: { __typename: 'Author', nickname: 'Late Linde', avatar: 'linde:wede', isModerator: false, isMe: false },
    assessment: { __typename: 'Assessment', checked: true, hold: false, severity: 'GREEN', signals: [] },
    ...more,
  };
}

const quiet = (count: number) => Array.from({ length: count }, (_, index) => post(`p${index}`));
const shown = (rows: ReturnType<typeof foldQuiet>) =>
  rows.map((row) => (row.kind === 'post' ? row.post.id : `fold of ${row.posts.length}`));
const nobody = new Set<string>();

describe('the order of a thread on the desk', () => {
  it('puts a guide note after the post where it was pinned, others where they were written', () => {
    const note = post('note', { isGuideNote: true, pinnedAfter: 'p1' });
    const atEnd = post('end', { isGuideNote: true });
    const lost = post('lost', { isGuideNote: true, pinnedAfter: 'gone' });
    expect(pinNotes([...quiet(3), note, atEnd, lost]).map(({ id }) => id)).toEqual([
      'p0',
      'p1',
      'note',
      'p2',
      'end',
      'lost',
    ]);
  });

  it('shows a short thread whole', () => {
    expect(shown(foldQuiet(quiet(8), nobody, nobody))).toHaveLength(8);
  });

  it('folds the quiet middle of a long thread, and opens it again', () => {
    const posts = quiet(12);
    expect(shown(foldQuiet(posts, nobody, nobody))).toEqual(['p0', 'p1', 'fold of 7', 'p9', 'p10', 'p11']);
    expect(shown(foldQuiet(posts, nobody, new Set(['p2'])))).toHaveLength(12);
  });

  it.each([
    ['held', { state: 'HELD' }],
    ['not checked', { assessment: { ...post('x').assessment, checked: false } }],
    ['graver than green', { assessment: { ...post('x').assessment, severity: 'AMBER' } }],
  ] as [string, Partial<DeskPostPartsFragment>][])(
    'never folds a post that is %s, nor the one before it',
    (_, more) => {
      const posts = quiet(14).map((one, index) => (index === 7 ? { ...one, ...more } : one));
      expect(shown(foldQuiet(posts, nobody, nobody))).toEqual([
        'p0',
        'p1',
        'fold of 4',
        'p6',
        'p7',
        'fold of 3',
        'p11',
        'p12',
        'p13',
      ]);
    },
  );

  it('never folds what a flag or the turn points at', () => {
    expect(shown(foldQuiet(quiet(14), new Set(['p7']), nobody))).toContain('p7');
  });
});

function item(id: string, expiresAt?: string): QueueItemPartsFragment {
  return {
    __typename: 'ReviewItem',
    id,
    kind: 'THREAD',
    mayTake: true,
    state: 'OPEN',
    severity: 'AMBER',
    why: '',
    theme: null,
    dueAt: '2026-11-22T20:00:00.000Z',
    openedAt: '2026-11-22T19:00:00.000Z',
    touchedAt: '2026-11-22T19:00:00.000Z',
    version: 1,
    claim: expiresAt
      ? { __typename: 'Claim', expiresAt, by: { __typename: 'StaffMember', id: 's', displayName: 'Imke' } }
      : null,
    thread: { __typename: 'Thread', id: 't', title: '', group: { __typename: 'Group', id: 'g', name: '' } },
  };
}

describe('the queue', () => {
  const lane = (...ids: string[]) => ({
    items: ids.map((id) => item(id)),
    count: ids.length,
    isMore: false,
    next: null,
  });
  const lanes: Lanes = { urgent: lane('a'), amber: lane('b', 'c'), green: lane('d') };

  it('goes on from lane to lane, and stops at the ends', () => {
    expect(neighbour(lanes, 'a', 1)?.id).toBe('b');
    expect(neighbour(lanes, 'd', -1)?.id).toBe('c');
    expect(neighbour(lanes, 'd', 1)).toBeUndefined();
    expect(neighbour(lanes, 'a', -1)).toBeUndefined();
  });

  it('begins at the gravest when nothing is open', () => {
    expect(neighbour(lanes, null, 1)?.id).toBe('a');
    expect(neighbour(lanes, null, -1)?.id).toBe('d');
  });

  it('asks each lane only for the severities that are wanted', () => {
    expect(severitiesIn('urgent', everything)).toEqual(['CRISIS', 'RED']);
    expect(severitiesIn('urgent', { ...everything, severities: ['RED', 'GREEN'] })).toEqual(['RED']);
    expect(severitiesIn('amber', { ...everything, severities: ['RED', 'GREEN'] })).toEqual([]);
  });

  it('keeps a crisis in a lane of its own above what was longest untouched', () => {
    const untouched = { ...everything, order: 'UNTOUCHED' } as const;
    expect(severitiesIn('urgent', untouched)).toEqual(['CRISIS']);
    expect(severitiesIn('amber', untouched)).toEqual(['RED', 'AMBER', 'GREEN']);
    expect(severitiesIn('green', untouched)).toEqual([]);
    expect([isFiltered(untouched), isFiltered({ ...untouched, held: true })]).toEqual([false, true]);
    expect(askedFor({ ...untouched, waiting: true })).toMatchObject({ states: ['WAITING'], groupIds: [] });
  });

  it('takes a lease that ran out for no claim', () => {
    const now = new Date('2026-11-22T19:30:00.000Z');
    expect(liveClaim(item('a', '2026-11-22T19:30:01.000Z'), now)?.by.displayName).toBe('Imke');
    expect(liveClaim(item('a', '2026-11-22T19:30:00.000Z'), now)).toBeNull();
    expect(liveClaim(item('a'), now)).toBeNull();
  });
});

describe('when something ends by itself', () => {
  const now = new Date(2026, 10, 22, 23, 30);

  it('counts hours from now, and tomorrow from the day', () => {
    expect(endOf({ ends: '3', endsAt: '' }, now)).toEqual(new Date(2026, 10, 23, 2, 30));
    expect(endOf({ ends: 'tomorrow', endsAt: '' }, now)).toEqual(new Date(2026, 10, 23, 9));
  });

  it('knows no end from a moment that is missing or past', () => {
    expect(endOf({ ends: 'none', endsAt: '' }, now)).toBeNull();
    expect(endOf({ ends: 'at', endsAt: '' }, now)).toBeUndefined();
    expect(endOf({ ends: 'at', endsAt: '2026-11-22T23:30' }, now)).toBeUndefined();
    expect(endOf({ ends: 'at', endsAt: '2026-11-22T23:45' }, now)).toEqual(new Date(2026, 10, 22, 23, 45));
  });
});
