/** What is measured: six things that people do all day, as the documents that a client sends. */
export type SceneName = 'thread page' | 'thread list' | 'reply' | 'sign-in' | 'queue page' | 'untouched page';

export interface Scene {
  readonly name: SceneName;
  /** What the floor calls it: `POST /<path>` with the variables alone. */
  readonly path: string;
  readonly document: string;
  /** Fields whose values differ each time it is asked: left out before answers are compared. */
  readonly fresh: readonly string[];
  readonly writes: boolean;
}

const author = 'author { nickname avatar isModerator isMe }';

const queueDocument = `query QueueLane($organisationId: ID!, $order: QueueOrder!) { reviewItems(organisationId: $organisationId, order: $order, first: 20) {
  counts { severity count } edges { cursor node { id state severity why dueAt openedAt version
    claim { expiresAt by { id displayName } } thread { id title group { id name } } } }
  pageInfo { hasNextPage endCursor } } }`;

export const scenes: readonly Scene[] = [
  {
    name: 'thread page',
    path: 'thread',
    document: `query ThreadPage($id: ID!) { thread(id: $id) { id title openedByMe
      replyPolicy { canReply slowModeMinutes heldForReview reopensAt explanation myNextPostAt endsAt }
      posts(first: 20) { edges { cursor node { id text state createdAt editedAt contentNotes isGuideNote pinnedAfter
        myReactions receivedReactions ${author} } } pageInfo { hasNextPage endCursor } } } }`,
    fresh: [],
    writes: false,
  },
  {
    name: 'thread list',
    path: 'group',
    document: `query GroupPage($id: ID!) { group(id: $id) { id name
      threads(first: 20) { edges { cursor node { id title lastActivityAt openedByMe
        opener { id state text createdAt contentNotes ${author} } } } pageInfo { hasNextPage endCursor } } } }`,
    fresh: [],
    writes: false,
  },
  {
    name: 'reply',
    path: 'reply',
    document: `mutation Reply($input: ReplyInput!) { reply(input: $input) { __typename
      ... on PostSubmitted { post { id text state createdAt contentNotes myReactions ${author} } help { message } }
      ... on Problem { code message } } }`,
    fresh: ['id', 'createdAt'],
    writes: true,
  },
  {
    name: 'sign-in',
    path: 'sign-in',
    document: `mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename
      ... on Session { token viewer { id } } ... on Problem { code message } } }`,
    fresh: ['token'],
    writes: true,
  },
  {
    name: 'queue page',
    path: 'queue',
    document: queueDocument,
    fresh: [],
    writes: false,
  },
  {
    name: 'untouched page',
    path: 'queue',
    document: queueDocument,
    fresh: [],
    writes: false,
  },
];

/** One asking of a scene: who asks, by their session token (none for sign-in), and for what. */
export interface Asking {
  readonly token: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}
