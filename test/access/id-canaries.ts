import type { Client } from 'pg';
import { type Audience, belonging, type Canary, everyStaff, inside, members, moderators } from './canaries';

type Row = Readonly<Record<string, unknown>>;

/** Whose memberships, staff positions and accounts are whose: what they wrote is theirs to know. */
export interface Owners {
  readonly organisationId: string;
  readonly elsewhereId: string;
  readonly groupId: string;
  /** The saved view that is the moderator's own. */
  readonly viewOfModerator: string;
  readonly memberships: ReadonlyMap<string, Audience>;
}

interface Kind {
  readonly name: string;
  readonly audience: (row: Row, owners: Owners) => readonly Audience[];
  /** Whether no query shows the ids of these rows. */
  readonly isUnread?: boolean | ((row: Row) => boolean);
}

const between: readonly Audience[] = ['talker', 'aside', 'supervisors'];
const nobody = (): readonly Audience[] => [];
const readers = (): readonly Audience[] => moderators;
const owner = (id: unknown, { memberships }: Owners): readonly Audience[] => {
  const audience = memberships.get(String(id));
  return audience ? [audience] : [];
};
const inGroup = (row: Row, owners: Owners, there: readonly Audience[]): readonly Audience[] =>
  row['group_id'] === owners.groupId ? there : ['otherMembers', ...moderators];

/** Who may come across the id of a row of each table of an organisation. A table that is not named here fails the tests. */
const kinds: Readonly<Record<string, Kind>> = {
  organisations: { name: 'organisation', audience: () => belonging },
  staff: { name: 'staff position', audience: (row) => (row['ended_at'] === null ? ['moderators', 'organiser'] : []) },
  staff_invitations: { name: 'staff invitation', audience: () => ['organiser'], isUnread: true },
  groups: {
    name: 'group',
    audience: (row, owners) => (row['id'] === owners.groupId ? inside : ['otherMembers', 'inBoth', ...everyStaff]),
  },
  invitations: { name: 'invitation', audience: () => ['organiser'] },
  memberships: {
    name: 'membership',
    audience: (row, owners) => [...owner(row['id'], owners), ...everyStaff],
    // Staff meet those who wait, and no others; owners meet their own.
    isUnread: true,
  },
  membership_moves: { name: 'move of a membership', audience: nobody },
  threads: {
    name: 'thread',
    audience: (row, owners) =>
      inGroup(row, owners, row['visible'] ? members : [...owner(row['opener_membership_id'], owners), ...moderators]),
  },
  posts: {
    name: 'post',
    audience: (row, owners) => {
      const isSeen = row['state'] === 'VISIBLE' || (row['state'] === 'DELETED' && row['leaves_place'] === true);
      const isOut = row['thread_visible'] === false;
      return inGroup(
        row,
        owners,
        isSeen && !isOut
          ? members
          : [
              ...owner(row['author_membership_id'], owners),
              ...(isSeen ? owner(row['thread_opener'], owners) : []),
              ...moderators,
            ],
      );
    },
  },
  photos: {
    name: 'photo',
    // Until it is posted, the answer to whoever sent it is all that names it.
    isUnread: (row) => row['post_id'] === null,
    audience: (row, owners) => {
      if (row['visible']) return members;
      return [...owner(row['author_membership_id'], owners), ...(row['post_id'] === null ? [] : moderators)];
    },
  },
  post_notices: { name: 'message to an author', audience: nobody },
  review_items: { name: 'review item', audience: readers },
  decisions: { name: 'decision', audience: readers },
  interventions: { name: 'intervention', audience: readers },
  spotlights: {
    name: 'spotlight',
    audience: (row, owners) => [...owner(row['author_membership_id'], owners), ...moderators],
  },
  referral_offers: {
    name: 'offer of a helpline',
    audience: (row, owners) =>
      inGroup(row, owners, row['membership_id'] ? [...owner(row['membership_id'], owners), ...moderators] : members),
  },
  prompts: { name: 'prompt', audience: () => everyStaff },
  message_templates: { name: 'message template', audience: () => everyStaff },
  statements: {
    name: 'statement',
    // Whoever was removed reads that one statement, and nothing else of the group.
    audience: (row, owners) => [
      ...(row['kind'] === 'REMOVE_MEMBER' ? (['removed'] as const) : owner(row['membership_id'], owners)),
      ...moderators,
    ],
  },
  appeals: {
    name: 'appeal',
    audience: (row, owners) => [...owner(row['membership_id'], owners), ...moderators],
  },
  post_judgements: { name: 'judgement', audience: readers },
  climate_judgements: { name: 'judgement', audience: readers },
  climate_points: { name: 'climate point', audience: nobody },
  flags: { name: 'flag', audience: (row, owners) => [...owner(row['membership_id'], owners), ...moderators] },
  rota_shifts: { name: 'rota shift', audience: () => everyStaff },
  rota_hours: { name: 'row of hours on a rota', audience: nobody },
  duties: { name: 'duty', audience: (row) => (row['ended_at'] === null ? everyStaff : moderators) },
  saved_views: {
    name: 'saved view',
    audience: (row, { viewOfModerator }) => {
      if (row['shared']) return moderators;
      return row['id'] === viewOfModerator ? ['asker'] : ['supervisors'];
    },
  },
  item_notes: { name: 'note on an item', audience: readers },
  hand_overs: { name: 'hand-over', audience: readers },
  duty_hours: { name: 'row of hours of a duty', audience: nobody },
  asides: { name: 'aside', audience: () => between },
  aside_messages: { name: 'message in an aside', audience: () => between },
  aside_requests: { name: 'request for an aside', audience: () => ['aside', 'asker', 'supervisors'], isUnread: true },
  aside_alarms: { name: 'alarm out of an aside', audience: readers },
  aside_promises: { name: 'promise', audience: readers },
  practice_runs: { name: 'practice run', audience: () => ['aside', 'supervisors'] },
  practice_steps: { name: 'practice step', audience: () => ['aside', 'supervisors'] },
  practice_comments: { name: 'practice comment', audience: () => ['aside', 'supervisors'] },
  blind_readings: {
    name: 'second reading',
    // Who may see it until it is given is settled by the row, not by the role; see test/journeys/quality.test.ts.
    audience: (row) => (row['state'] === 'EXPIRED' ? [] : moderators),
  },
  watches: { name: 'watch', audience: (row) => (row['state'] === 'ENDED' ? [] : readers()) },
  colleague_asks: {
    name: 'question to a colleague',
    audience: (row) => (row['kind'] === 'TALK' ? ['aside', 'asker'] : readers()),
  },
  watch_notes: { name: 'note about somebody watched', audience: readers },
  audit_entries: { name: 'audit entry', audience: nobody },
  outbox: { name: 'event', audience: nobody },
};

/** Tables whose rows have no id of their own, but those of what they belong to. */
const partsOfOthers: readonly string[] = [
  'appeal_answers',
  'aside_readings',
  'assessments',
  'audit_draws',
  'audit_heads',
  'blind_reading_posts',
  'charters',
  'client_keys',
  'climates',
  'crisis_calls',
  'exposure_budgets',
  'exposures',
  'guideline_versions',
  'first_views',
  'hand_over_lines',
  'hand_over_reads',
  'handled_events',
  'intervention_rechecks',
  'intervention_undos',
  'later_rechecks',
  'item_mentions',
  'learned_models',
  'learning_choices',
  'member_measures',
  'member_profiles',
  'on_call',
  'post_revisions',
  'quality_choices',
  'reactions',
  'reading_choices',
  'recheck_choices',
  'rota_people',
  'second_readings',
];

/** Tenant tables whose ids nobody thought about. */
export function tablesWithoutAudience(tables: readonly string[]): string[] {
  return tables.filter((table) => !(table in kinds) && !partsOfOthers.includes(table));
}

/** Every id there is in two organisations, as a canary. */
export async function idCanaries(admin: Client, owners: Owners): Promise<Canary[]> {
  const found: Canary[] = [];
  for (const [table, kind] of Object.entries(kinds)) {
    const id = table === 'organisations' ? 'organisation_id' : 'id';
    const ofThread =
      table === 'posts'
        ? ', h.visible AS thread_visible, h.opener_membership_id AS thread_opener FROM posts t JOIN threads h ON h.organisation_id = t.organisation_id AND h.id = t.thread_id'
        : `FROM ${table} t`;
    const { rows } = await admin.query<Row>(
      `SELECT t.*, t.${id}::text AS word ${ofThread} WHERE t.organisation_id = ANY ($1)`,
      [[owners.organisationId, owners.elsewhereId]],
    );
    for (const row of rows) {
      const audience: readonly Audience[] =
        row['organisation_id'] === owners.organisationId ? kind.audience(row, owners) : ['elsewhere'];
      const state = typeof row['state'] === 'string' ? ` (${row['state']})` : '';
      const unread = typeof kind.isUnread === 'function' ? kind.isUnread(row) : kind.isUnread;
      const isUnread = unread ?? row['organisation_id'] === owners.elsewhereId;
      found.push({ place: `id of a ${kind.name}${state}`, word: String(row['word']), audience, isUnread });
    }
  }
  return found;
}
