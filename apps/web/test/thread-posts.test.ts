import type { PostPartsFragment } from '../src/generated/documents';
import { inOrder, isForReader } from '../src/member/thread-posts';

type Post = PostPartsFragment;

function post(id: string, minute: number, more: Partial<Post> = {}): Post {
  return {
    __typename: 'Post',
    id,
    state: 'VISIBLE',
    text: id,
    createdAt: new Date(Date.UTC(2026, 10, 22, 20, minute)).toISOString(),
    editedAt: null,
    contentNotes: [],
    photos: [],
    isGuideNote: false,
    pinnedAfter: null,
    messageToAuthor: null,
    statement: null,
    myReactions: [],
    receivedReactions: null,
    author: null,
    ...more,
  };
}

const ids = (posts: Post[]) => inOrder(posts).map((one) => one.id);
const note = (id: string, minute: number, pinnedAfter: string | null) =>
  post(id, minute, { isGuideNote: true, pinnedAfter });

describe('the order of a conversation', () => {
  it('is by time, whatever order the posts came in', () => {
    expect(ids([post('c', 3), post('a', 1), post('b', 2)])).toEqual(['a', 'b', 'c']);
  });

  it('puts a guide note after the post it was pinned to', () => {
    expect(ids([post('a', 1), post('b', 2), post('c', 3), note('n', 9, 'a')])).toEqual(['a', 'n', 'b', 'c']);
  });

  it('keeps two notes after the same post in the order in which they were written', () => {
    expect(ids([post('a', 1), post('b', 2), note('n2', 9, 'a'), note('n1', 8, 'a')])).toEqual(['a', 'n1', 'n2', 'b']);
  });

  it('leaves a note in its time when it is pinned to nothing that is there', () => {
    expect(ids([post('a', 1), note('n', 2, null), note('m', 4, 'elsewhere'), post('b', 3)])).toEqual([
      'a',
      'n',
      'b',
      'm',
    ]);
  });

  it('loses no note, even when notes are pinned to one another', () => {
    expect(ids([post('a', 1), note('n', 2, 'm'), note('m', 3, 'n')]).sort()).toEqual(['a', 'm', 'n']);
  });
});

describe('who sees what', () => {
  const me = { __typename: 'Author' as const, nickname: 'Ik', avatar: 'merel:braam', isModerator: false, isMe: true };

  it.each(['HELD', 'RETURNED'] as const)('a %s post is for its author only', (state) => {
    expect(isForReader(post('a', 1, { state }))).toBe(false);
    expect(isForReader(post('a', 1, { state, author: { ...me, isMe: false } }))).toBe(false);
    expect(isForReader(post('a', 1, { state, author: me }))).toBe(true);
  });
});
