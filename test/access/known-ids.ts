import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { type Audience, mayMeet } from './canaries';
import type { CanaryWorld } from './canary-world';
import type { Operation } from './operations';

/** What an id, or a word that is as good as one, leads to. */
export type Kind =
  | 'organisation'
  | 'group'
  | 'thread'
  | 'post'
  | 'photo'
  | 'reviewItem'
  | 'intervention'
  | 'prompt'
  | 'template'
  | 'spotlight'
  | 'statement'
  | 'membership'
  | 'invitation'
  | 'session'
  | 'staff'
  | 'rotaShift'
  | 'handOver'
  | 'aside'
  | 'asideMessage'
  | 'asideRequest'
  | 'asideAlarm'
  | 'promise'
  | 'watch'
  | 'colleagueAsk'
  | 'practiceRun'
  | 'practiceStep'
  | 'savedView'
  | 'note'
  | 'blindReading'
  | 'groupCode'
  | 'staffCode'
  | 'signInName';

/** One place of an operation where a client names something. */
export interface Slot {
  /** `Query.thread(id)` or `ReplyInput.threadId`. */
  readonly place: string;
  readonly kind: Kind;
  readonly isOptional: boolean;
}

/** Something that is there, and who may know that. */
export interface Known {
  readonly what: string;
  readonly id: string;
  readonly audience: readonly Audience[];
}

const kindsByName: Readonly<Record<string, Kind>> = {
  organisationId: 'organisation',
  groupId: 'group',
  groupIds: 'group',
  threadId: 'thread',
  postId: 'post',
  postIds: 'post',
  photoIds: 'photo',
  afterPostId: 'post',
  interventionId: 'intervention',
  promptId: 'prompt',
  templateId: 'template',
  spotlightId: 'spotlight',
  statementId: 'statement',
  membershipId: 'membership',
  staffId: 'staff',
  staffIds: 'staff',
  signInName: 'signInName',
  asideId: 'aside',
  messageId: 'asideMessage',
  requestId: 'asideRequest',
  alarmId: 'asideAlarm',
  promiseId: 'promise',
  watchId: 'watch',
  runId: 'practiceRun',
  stepId: 'practiceStep',
  viewId: 'savedView',
  noteId: 'note',
  readingId: 'blindReading',
  mentions: 'staff',
  ownerId: 'staff',
  reviewItemId: 'reviewItem',
  askId: 'colleagueAsk',
};

const kindsByPlace: Readonly<Record<string, Kind>> = {
  'Query.group(id)': 'group',
  'Query.thread(id)': 'thread',
  'Query.aside(id)': 'aside',
  'Query.practiceRun(id)': 'practiceRun',
  'Query.reviewItem(id)': 'reviewItem',
  'Query.blindReading(id)': 'blindReading',
  'ClaimReviewItemInput.id': 'reviewItem',
  'ReleaseReviewItemInput.id': 'reviewItem',
  'ResolveReviewItemInput.id': 'reviewItem',
  'DecideAppealInput.id': 'reviewItem',
  'HandReviewItemInput.id': 'reviewItem',
  'BreakClaimInput.id': 'reviewItem',
  'NoteReviewItemInput.id': 'reviewItem',
  'EndDutyInput.handTo': 'staff',
  'ConfirmHandOverInput.id': 'handOver',
  'EndSessionInput.id': 'session',
  'RemoveRotaShiftInput.id': 'rotaShift',
  'RevokeInvitationInput.id': 'invitation',
  'Query.invitation(code)': 'groupCode',
  'JoinGroupInput.code': 'groupCode',
  'JoinAnotherGroupInput.code': 'groupCode',
  'Query.staffInvitation(code)': 'staffCode',
  'AcceptStaffInvitationInput.code': 'staffCode',
};

/** What is called like a name of something, and is none; by the name of the field or argument. */
const namesNothing: Readonly<Record<string, string>> = {
  clientKey: 'made by whoever sends it',
  after: 'a cursor: see cursors.test.ts',
  oneTimeCode: 'six digits of an authenticator app, tried with a passphrase',
  recoveryCode: 'tried with a sign-in name',
  setupToken: 'sealed by the service; opens for whoever brings it',
  name: 'what a new group will be called',
  nickname: 'what a new member will be called',
  displayName: 'what a new colleague will be called',
};

const namesSomething = /code$|token$|name$|slug$|cursor$|^after$/i;

/** The kind of a place that takes an id, or null for one that names nothing. Throws when nobody thought about it yet. */
function kindAt(place: string, name: string, typeName: string): Kind | null {
  const kind = kindsByPlace[place] ?? kindsByName[name];
  if (kind) return kind;
  if (name in namesNothing) return null;
  if (typeName !== 'ID' && !(typeName === 'String' && namesSomething.test(name))) return null;
  throw new Error(
    `${place} takes ${typeName === 'ID' ? 'an id' : 'a name'} of something that the canary world does not know: ` +
      `say in test/access/known-ids.ts what it is, and have the world hold one`,
  );
}

/** Every place of an operation where something is named. */
export function slotsOf(schema: GraphQLSchema, operation: Pick<Operation, 'kind' | 'field'>): Slot[] {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const root = roots[operation.kind];
  const args = root?.getFields()[operation.field]?.args ?? [];
  return args.flatMap((arg) => slotsAt(arg, `${root?.name}.${operation.field}(${arg.name})`, false));
}

function slotsAt(field: GraphQLArgument | GraphQLInputField, place: string, isOptional: boolean): Slot[] {
  const optional = isOptional || !isNonNullType(field.type);
  const named = getNamedType(field.type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((below) => slotsAt(below, `${named.name}.${below.name}`, optional));
  }
  const kind = kindAt(place, field.name, named.name);
  return kind ? [{ place, kind, isOptional: optional }] : [];
}

/** Arguments of fields below the first step of an operation; the walk passes pages by, and must be told of anything else. */
export function argumentsBelow(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !roots.includes(type) && !type.name.startsWith('__')
      ? Object.values(type.getFields()).flatMap((field) =>
          field.args
            .filter((arg) => !['first', 'after'].includes(arg.name))
            .map((arg) => `${type.name}.${field.name}(${arg.name})`),
        )
      : [],
  );
}

/** Types with an id of their own that the world has none of, each with its reason. */
const typesWithoutCanary: Readonly<Record<string, string>> = {
  Helpline: 'public',
  Invitation: 'an InvitationSummary when it was just made',
  StaffInvitation: 'shown once, to the organiser who makes it',
  Viewer: 'an account: its id is on nobody else’s answers, see accountIds',
};

const canaryOfType: Readonly<Record<string, string>> = {
  Appeal: 'appeal',
  Duty: 'duty',
  Aside: 'aside',
  BlindReading: 'second reading',
  AsideAlarm: 'alarm out of an aside',
  AsideMessage: 'message in an aside',
  AsidePromise: 'promise',
  AsideRequest: 'request for an aside',
  Decision: 'decision',
  Flag: 'flag',
  Group: 'group',
  HandOver: 'hand-over',
  ItemNote: 'note on an item',
  Intervention: 'intervention',
  InvitationSummary: 'invitation',
  Judgement: 'judgement',
  Membership: 'membership',
  Organisation: 'organisation',
  Photo: 'photo',
  Post: 'post',
  MessageTemplate: 'message template',
  PracticeComment: 'practice comment',
  PracticeRun: 'practice run',
  PracticeRunLine: 'practice run',
  PracticeStep: 'practice step',
  Prompt: 'prompt',
  ReferralOffer: 'offer of a helpline',
  ReviewItem: 'review item',
  SimilarDecision: 'decision',
  RotaShift: 'rota shift',
  SavedView: 'saved view',
  SignedInSession: 'session',
  Spotlight: 'spotlight',
  StaffMember: 'staff position',
  StatementOfReasons: 'statement',
  ColleagueAsk: 'question to a colleague',
  Watch: 'watch',
  WatchNote: 'note about somebody watched',
  Thread: 'thread',
};

/** Object types with an id for which the world holds no canary. */
export function typesWithUnknownIds(schema: GraphQLSchema, world: CanaryWorld): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__') || type.name in typesWithoutCanary) return [];
    const hasId = Object.values(type.getFields()).some((field) => field.name === 'id' && !isListType(field.type));
    const kind = canaryOfType[type.name];
    const isKnown = kind && world.canaries.some((canary) => canary.place.startsWith(`id of a ${kind}`));
    return hasId && !isKnown ? [type.name] : [];
  });
}

/** What is there of each kind, nearest first: the first of each is what everything else happens to. */
export function knownIds(world: CanaryWorld): Readonly<Record<Kind, readonly Known[]>> {
  const { ids, elsewhere, apart, practice, spentCodes } = world;
  const known = (what: string, id: string): Known => {
    const canary = world.canaries.find((one) => one.word === id);
    if (!canary) throw new Error(`the canary world has no id of ${what}`);
    return { what, id, audience: canary.audience };
  };
  const secret = (what: string, id: string): Known => ({ what, id, audience: [] });
  return {
    organisation: [
      known('the organisation', ids.organisation),
      known('another organisation', elsewhere.organisation.id),
    ],
    group: [
      known('the group', ids.group),
      known('another group', world.otherGroup.id),
      known('a group elsewhere', elsewhere.group.id),
    ],
    thread: [
      known('the thread', ids.thread),
      known('the thread of a held story', ids.heldThread),
      known('the thread of a story that waits again', ids.withdrawnThread),
      known('a thread of another group', ids.otherThread),
      known('a thread elsewhere', elsewhere.ids.thread),
    ],
    post: [
      known('a post', ids.post),
      known('a held post', ids.heldPost),
      known('a hidden post', ids.hiddenPost),
      known('a deleted post', ids.deletedPost),
      known('a reply under a story that waits again', ids.withdrawnReply),
      known('a post elsewhere', elsewhere.ids.post),
    ],
    photo: [
      known('a photo', ids.photo),
      known('a photo of a hidden post', ids.hiddenPhoto),
      known('a photo that was not posted', ids.loosePhoto),
    ],
    reviewItem: [
      known('a review item', ids.reviewItem),
      known('a resolved review item', ids.resolvedItem),
      known('the item of an appeal', ids.appealItem),
      known('an item that was read again', ids.itemReadAgain),
      known('an item that waits to be read again', ids.itemToReadAgain),
      known('a review item elsewhere', elsewhere.ids.reviewItem),
    ],
    intervention: [
      known('an intervention', ids.intervention),
      known('an intervention elsewhere', elsewhere.ids.intervention),
    ],
    prompt: [known('a question of the library', ids.prompt)],
    template: [
      known('a message template', ids.template),
      known('a message template elsewhere', elsewhere.ids.template),
    ],
    spotlight: [known('a spotlight', ids.spotlight)],
    statement: [
      known('a statement of reasons', ids.statement),
      known('a statement that was appealed', ids.appealedStatement),
      known('a statement elsewhere', elsewhere.ids.statement),
    ],
    membership: [
      known('a request', ids.requestedMembership),
      known('a membership', ids.membership),
      known('a request elsewhere', elsewhere.ids.requestedMembership),
    ],
    invitation: [known('an invitation', ids.invitation), known('an invitation elsewhere', elsewhere.ids.invitation)],
    session: [
      known('a session', ids.session),
      { what: 'a session elsewhere', id: elsewhere.ids.session, audience: ['elsewhere'] },
    ],
    staff: [
      known('a staff position', ids.staff),
      { what: 'a staff position elsewhere', id: elsewhere.ids.staff, audience: ['elsewhere'] },
    ],
    rotaShift: [
      known('a shift', ids.rotaShift),
      { what: 'a shift elsewhere', id: elsewhere.ids.rotaShift, audience: ['elsewhere'] },
    ],
    handOver: [
      known('a hand-over', ids.handOver),
      { what: 'a hand-over elsewhere', id: elsewhere.ids.handOver, audience: ['elsewhere'] },
    ],
    savedView: [
      known('a view of the team', ids.sharedView),
      known('a view of a moderator', ids.ownView),
      { what: 'a view elsewhere', id: elsewhere.ids.sharedView, audience: ['elsewhere'] },
    ],
    aside: [known('an aside', apart.ids.aside), known('an aside elsewhere', elsewhere.ids.aside)],
    asideMessage: [
      known('a message in an aside', apart.ids.asideMessage),
      known('a message in an aside elsewhere', elsewhere.ids.asideMessage),
    ],
    asideRequest: [known('a request for an aside', apart.ids.asideRequest)],
    asideAlarm: [known('an alarm out of an aside', apart.ids.asideAlarm)],
    promise: [known('a promise', apart.ids.promise)],
    watch: [known('a watch', apart.ids.watch)],
    colleagueAsk: [known('a question to a colleague', apart.ids.colleagueAsk)],
    practiceRun: [known('a practice run', practice.practiceRun)],
    practiceStep: [known('a practice step', practice.practiceStep)],
    note: [known('a note on an item', ids.note)],
    blindReading: [known('a second reading', ids.blindReading)],
    groupCode: spentCodes.group.map((code) => secret('a code that was used up or revoked', code)),
    staffCode: spentCodes.staff.map((code) => secret('a staff code that expired', code)),
    signInName: [secret('a sign-in name', world.author.signInName)],
  };
}

const looksLikeWords: readonly Kind[] = ['groupCode', 'staffCode', 'signInName'];

/** What a reader may try at a slot: everything of its kind, a few of other kinds, and what is no id at all. */
export function triesAt(slot: Slot, all: ReturnType<typeof knownIds>): readonly Known[] {
  if (looksLikeWords.includes(slot.kind)) return all[slot.kind];
  const no = (what: string, id: string): Known => ({ what, id, audience: [] });
  const others = Object.entries(all)
    .filter(([kind]) => kind !== slot.kind && !looksLikeWords.includes(kind as Kind))
    .flatMap(([, [first]]) => (first ? [first] : []));
  return [
    ...all[slot.kind],
    ...sample(others, slot.place).map((one) => no(`${one.what}, of another kind`, one.id)),
    no('no id', 'x'),
    no('an empty id', ''),
    no('a known id in capitals', (all[slot.kind][0]?.id ?? '').toUpperCase()),
  ];
}

/** Three of many, others for each place, so that over all places every kind is tried as every other. */
function sample<T>(many: readonly T[], place: string): T[] {
  const from = [...place].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return [0, 1, 2].map((step) => many[(from + step) % many.length]).filter((one) => one !== undefined);
}

/** Something of this kind that is not there. */
export function madeUp(kind: Kind, randomId: string): string {
  if (kind === 'groupCode' || kind === 'staffCode') return 'AAAA-BBBB-CCCC-DDDD';
  return kind === 'signInName' ? 'niemand anders' : randomId;
}

/** Whether a reader may know that this is there; then an answer may differ from one about nothing. */
export const mayKnow = (known: Known, may: readonly Audience[]): boolean => mayMeet(known, may);
