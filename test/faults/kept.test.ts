import { type Asked, type Fault, faultsIn, type Kept, nothingElse, type Told } from './kept';

const story: Asked = {
  clientKey: 'key-1', operation: 'openThread', membershipId: 'merel', text: 'Vandaag was het stil.', editedTo: null, postId: 'post-1',
  severity: 'GREEN', editedSeverity: null, gone: null,
}; // prettier-ignore
const reply: Asked = {
  clientKey: 'key-2', operation: 'reply', membershipId: 'linde', text: 'Ik zie geen uitweg meer.', editedTo: 'Het gaat iets beter.',
  postId: 'post-2', severity: 'CRISIS', editedSeverity: 'GREEN', gone: null,
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
  threads: [{ id: 'thread-1', openerPostId: 'post-1', groupId: 'luwte' }],
  revisions: [
    { postId: 'post-1', revision: 1, text: story.text },
    { postId: 'post-2', revision: 1, text: reply.text },
    { postId: 'post-2', revision: 2, text: 'Het gaat iets beter.' },
  ],
  assessments: [
    { postId: 'post-1', revision: 1, severity: 'GREEN', hold: false, checked: true },
    { postId: 'post-2', revision: 1, severity: 'CRISIS', hold: false, checked: true },
    { postId: 'post-2', revision: 2, severity: 'GREEN', hold: false, checked: true },
  ],
  climates: [{ threadId: 'thread-1' }],
  climatePoints: [{ postId: 'post-1' }, { postId: 'post-2' }],
  reviewItems: [{ id: 'item-1', threadId: 'thread-1', severity: 'CRISIS', state: 'OPEN', claimMinutesLeft: null }],
  clientKeys: [
    { clientKey: 'key-1', operation: 'openThread', postId: 'post-1' },
    { clientKey: 'key-2', operation: 'reply', postId: 'post-2' },
  ],
  reactions: [{ key: 'post-1 linde HEART' }],
  flags: [{ id: 'flag-1', reviewItemId: 'item-1' }],
  memberships: [
    { id: 'merel', state: 'ACTIVE' },
    { id: 'linde', state: 'ACTIVE' },
    { id: 'varen', state: 'LEFT' },
  ],
  decisions: [{ reason: 'gelezen' }],
  interventions: [{ reason: 'bijgestuurd' }],
  outbox: [],
  events: [
    { id: 'event-1', type: 'post.submitted' },
    { id: 'event-2', type: 'review-item.changed' },
  ],
  handled: [{ eventId: 'event-1', handler: 'update-climate' }],
};
const told: Told = {
  ...nothingElse,
  reactions: new Map([
    ['post-1 linde HEART', true],
    ['post-1 linde STRENGTH', false],
  ]),
  flags: ['flag-1'],
  joined: ['merel', 'varen'],
  left: ['varen'],
  deeds: [
    { kind: 'decision', reason: 'gelezen', acknowledged: true },
    { kind: 'decision', reason: 'misschien', acknowledged: false },
    { kind: 'intervention', reason: 'bijgestuurd', acknowledged: true },
  ],
};
const handlers = (type: string) => (type === 'post.submitted' ? ['update-climate'] : []);

const rules = (kept: Partial<Kept>, of: readonly Asked[] = asked): string[] => [
  ...new Set(faultsIn({ ...sound, ...kept }, of, told, handlers).map((fault: Fault) => fault.rule)),
];
/** The first of a list, changed. */
const changed = <Row extends object>([first, ...others]: readonly Row[], change: Partial<Row>): Row[] =>
  first === undefined ? [] : [{ ...first, ...change }, ...others];

describe('the eyes that look for what a crash did', () => {
  it('find nothing when nothing is wrong', () => {
    expect(faultsIn(sound, asked, told, handlers)).toEqual([]);
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
    ['a thread has no story', 'thread without its story', { threads: [...sound.threads, { id: 'thread-2', openerPostId: 'post-9', groupId: 'luwte' }] }],
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
    ['an event was never handled', 'not handled once', { handled: [] }],
    ['an event was handled by somebody else', 'not handled once', { handled: [{ eventId: 'event-1', handler: 'other' }] }],
    ['an event that never was has been handled', 'never happened', { handled: [...sound.handled, { eventId: 'event-9', handler: 'update-climate' }] }],
    ['a reaction is gone', 'reaction lost', { reactions: [] }],
    ['a reaction that was taken back is there', 'reaction lost', { reactions: [...sound.reactions, { key: 'post-1 linde STRENGTH' }] }],
    ['a flag is gone', 'flag lost', { flags: [] }],
    ['a flag has no review item', 'flag taken up by nobody', { flags: [{ id: 'flag-1', reviewItemId: null }] }],
    ['a membership is gone', 'membership lost', { memberships: sound.memberships.slice(1) }],
    ['somebody who left is still there', 'leaving lost', { memberships: [...sound.memberships.slice(0, 2), { id: 'varen', state: 'ACTIVE' }] }],
    ['a decision is gone', 'decision lost', { decisions: [] }],
    ['a decision was taken twice', 'decision doubled', { decisions: [...sound.decisions, ...sound.decisions] }],
    ['an intervention is gone', 'intervention lost', { interventions: [] }],
    ['an intervention was done twice', 'intervention doubled', { interventions: [...sound.interventions, ...sound.interventions] }],
  ])('see that %s', (_what, rule, wrong) => {
    expect(rules(wrong)).toContain(rule);
  }); // prettier-ignore

  it('do not ask for a post that was never acknowledged, and see it doubled all the same', () => {
    const unanswered = { ...story, postId: null };
    expect(rules({}, [unanswered, reply])).toEqual([]);
    const twice = { posts: [...sound.posts, { ...firstPost, id: 'post-3' }], revisions: [...sound.revisions, { postId: 'post-3', revision: 1, text: story.text }] }; // prettier-ignore
    expect(rules(twice, [unanswered, reply])).toContain('doubled');
  });

  it('see whether what was taken away is gone, words and name', () => {
    const deleted: Asked = { ...reply, gone: 'deleted' };
    const emptied = { ...secondPost, text: '', state: 'DELETED' };
    expect(rules({}, [story, deleted])).toEqual(['not gone']);
    expect(rules({ posts: [firstPost, emptied] }, [story, deleted])).toEqual([]);
    expect(rules({ posts: [firstPost, emptied] }, [story, reply])).toContain('words changed');
    expect(rules({ posts: [firstPost, emptied] }, [story, { ...reply, gone: 'erased' }])).toEqual(['not gone']);
    expect(rules({ posts: [firstPost, { ...emptied, membershipId: null }] }, [story, { ...reply, gone: 'erased' }])).toEqual([]); // prettier-ignore
    expect(rules({ posts: [firstPost] }, [story, deleted])).toContain('lost');
  });

  it('ask for somebody to lesser words only while they are there', () => {
    const assessments = sound.assessments.map((one, place) => (place === 1 ? { ...one, severity: 'AMBER' as const } : one)); // prettier-ignore
    const asking = [story, { ...reply, severity: 'AMBER' as const }];
    expect(rules({ assessments, reviewItems: [] }, asking)).toEqual([]);
    const unchanged = { ...sound, assessments: assessments.slice(0, 2), posts: [firstPost, { ...secondPost, text: reply.text, revision: 1 }], revisions: sound.revisions.slice(0, 2) }; // prettier-ignore
    const same = { ...reply, editedTo: null, editedSeverity: null, severity: 'AMBER' as const };
    expect(rules(unchanged, [story, same])).toEqual([]);
    expect(rules({ ...unchanged, reviewItems: [] }, [story, same])).toEqual(['nobody was called']);
  });
});
