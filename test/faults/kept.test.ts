import { type Asked, type Fault, faultsIn, type Kept } from './kept';

const story: Asked = {
  clientKey: 'key-1', operation: 'openThread', membershipId: 'merel', text: 'Vandaag was het stil.', editedTo: null, postId: 'post-1',
  severity: 'GREEN', editedSeverity: null,
}; // prettier-ignore
const reply: Asked = {
  clientKey: 'key-2', operation: 'reply', membershipId: 'linde', text: 'Ik zie geen uitweg meer.', editedTo: 'Het gaat iets beter.',
  postId: 'post-2', severity: 'AMBER', editedSeverity: 'GREEN',
}; // prettier-ignore
const asked = [story, reply];

/** What is there when all went well: a story, and a reply that a moderator was called for and that was changed later. */
const sound: Kept = {
  posts: [
    { id: 'post-1', threadId: 'thread-1', membershipId: 'merel', text: story.text, revision: 1, state: 'VISIBLE' },
    {
      id: 'post-2',
      threadId: 'thread-1',
      membershipId: 'linde',
      text: 'Het gaat iets beter.',
      revision: 2,
      state: 'VISIBLE',
    },
  ],
  threads: [{ id: 'thread-1', openerPostId: 'post-1' }],
  revisions: [
    { postId: 'post-1', revision: 1, text: story.text },
    { postId: 'post-2', revision: 1, text: reply.text },
    { postId: 'post-2', revision: 2, text: 'Het gaat iets beter.' },
  ],
  assessments: [
    { postId: 'post-1', revision: 1, severity: 'GREEN', hold: false, checked: true },
    { postId: 'post-2', revision: 1, severity: 'AMBER', hold: false, checked: true },
    { postId: 'post-2', revision: 2, severity: 'GREEN', hold: false, checked: true },
  ],
  climates: [{ threadId: 'thread-1' }],
  climatePoints: [{ postId: 'post-1' }, { postId: 'post-2' }],
  reviewItems: [{ id: 'item-1', threadId: 'thread-1', severity: 'AMBER', state: 'OPEN', claimMinutesLeft: null }],
  clientKeys: [
    { clientKey: 'key-1', operation: 'openThread', postId: 'post-1' },
    { clientKey: 'key-2', operation: 'reply', postId: 'post-2' },
  ],
  outbox: [],
  handled: { 'update-climate': 3 },
};

const rules = (kept: Partial<Kept>, of: readonly Asked[] = asked): string[] => [
  ...new Set(faultsIn({ ...sound, ...kept }, of).map((fault: Fault) => fault.rule)),
];
/** The first of a list, changed. */
const changed = <Row extends object>([first, ...others]: readonly Row[], change: Partial<Row>): Row[] =>
  first === undefined ? [] : [{ ...first, ...change }, ...others];

describe('the eyes that look for what a crash did', () => {
  it('find nothing when nothing is wrong', () => {
    expect(faultsIn(sound, asked)).toEqual([]);
  });

  const [firstPost, secondPost] = sound.posts;
  const [item] = sound.reviewItems;
  if (!firstPost || !secondPost || !item) throw new Error('the sound state has two posts and an item');

  it.each<[string, string, Partial<Kept>]>([
    ['a post is gone', 'lost', { posts: [firstPost] }],
    ['a post is there twice', 'doubled', { posts: [...sound.posts, { ...firstPost, id: 'post-3' }], revisions: [...sound.revisions, { postId: 'post-3', revision: 1, text: story.text }] }],
    ['a post is there that nobody asked for', 'never asked for', { posts: [...sound.posts, { ...firstPost, id: 'post-3' }], revisions: [...sound.revisions, { postId: 'post-3', revision: 1, text: 'Iets anders.' }] }],
    ['a post is there under another name', 'never asked for', { posts: changed(sound.posts, { membershipId: 'varen' }) }],
    ['words are not what was sent last', 'words changed', { posts: [firstPost, { ...secondPost, text: reply.text }] }],
    ['a thread has no story', 'thread without its story', { threads: [...sound.threads, { id: 'thread-2', openerPostId: 'post-9' }] }],
    ['a key is forgotten', 'key not remembered', { clientKeys: sound.clientKeys.slice(1) }],
    ['a key remembers another post', 'key not remembered', { clientKeys: changed(sound.clientKeys, { postId: 'post-2' }) }],
    ['a key has no post', 'key without its post', { clientKeys: [...sound.clientKeys, { clientKey: 'key-3', operation: 'reply', postId: null }] }],
    ['a revision is missing', 'revisions not whole', { revisions: sound.revisions.slice(0, 2) }],
    ['a revision was never read', 'not assessed once', { assessments: sound.assessments.slice(0, 2) }],
    ['a revision was read twice', 'not assessed once', { assessments: [...sound.assessments, ...sound.assessments.slice(0, 1)] }],
    ['a check failed', 'not checked', { assessments: changed(sound.assessments, { checked: false }) }],
    ['another text was read', 'read as something else', { assessments: changed(sound.assessments, { severity: 'RED' }) }],
    ['a climate was never read', 'climate never read', { climates: [] }],
    ['a post has no climate point', 'not one climate point', { climatePoints: sound.climatePoints.slice(1) }],
    ['a post has two climate points', 'not one climate point', { climatePoints: [...sound.climatePoints, { postId: 'post-1' }] }],
    ['nobody was called', 'nobody was called', { reviewItems: [] }],
    ['the item was resolved by nobody', 'nobody was called', { reviewItems: [{ ...item, state: 'RESOLVED' }] }],
    ['nobody was called to a post that waits', 'nobody was called', { posts: changed(sound.posts, { state: 'HELD' }), reviewItems: [] }],
    ['somebody was called, but later than is needed', 'called too late', { reviewItems: [{ ...item, severity: 'GREEN' }] }],
    ['two were called to one thread', 'called twice', { reviewItems: [item, { ...item, id: 'item-2' }] }],
    ['a claim has no end', 'claim stuck', { reviewItems: [{ ...item, state: 'CLAIMED' }] }],
    ['a claim ends next month', 'claim stuck', { reviewItems: [{ ...item, state: 'CLAIMED', claimMinutesLeft: 40_000 }] }],
    ['an open item is still held', 'claim stuck', { reviewItems: [{ ...item, claimMinutesLeft: 5 }] }],
    ['an event is poison', 'poison', { outbox: [{ type: 'post.submitted', state: 'POISON' }] }],
    ['an event waits', 'undelivered', { outbox: [{ type: 'post.submitted', state: 'PENDING' }] }],
    ['an event was handled twice', 'not handled once', { handled: { 'update-climate': 4 } }],
    ['an event was never handled', 'not handled once', { handled: {} }],
  ])('see that %s', (_what, rule, wrong) => {
    expect(rules(wrong)).toContain(rule);
  }); // prettier-ignore

  it('do not ask for a post that was never acknowledged, and see it doubled all the same', () => {
    const unanswered = { ...story, postId: null };
    expect(rules({}, [unanswered, reply])).toEqual([]);
    const twice = { posts: [...sound.posts, { ...firstPost, id: 'post-3' }], revisions: [...sound.revisions, { postId: 'post-3', revision: 1, text: story.text }] }; // prettier-ignore
    expect(rules(twice, [unanswered, reply])).toContain('doubled');
  });
});
