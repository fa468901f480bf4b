import { Column, Entity, JoinColumn, ManyToOne, OneToMany, OneToOne, PrimaryColumn, type Relation } from 'typeorm';

// The same tables, as entities with relations.

@Entity('accounts')
export class Account {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'sign_in_key' }) signInKey!: string;
  @Column('text', { name: 'passphrase_hash' }) passphraseHash!: string;
  @OneToMany(() => Right, (right) => right.account) rights!: Relation<Right[]>;
}

@Entity('rights')
export class Right {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text') kind!: 'MEMBER' | 'STAFF';
  @Column('uuid', { name: 'group_id', nullable: true }) groupId!: string | null;
  @Column('text', { nullable: true }) role!: string | null;
  @Column('text') state!: string;
  @ManyToOne(() => Account, (account) => account.rights)
  @JoinColumn({ name: 'account_id' })
  account!: Relation<Account>;
}

@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'last_used_at' }) lastUsedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @ManyToOne(() => Account)
  @JoinColumn({ name: 'account_id' })
  account!: Relation<Account>;
}

@Entity('tries')
export class Try {
  @PrimaryColumn('varchar') key!: string;
  @Column('int') points!: number;
  @Column('bigint') expire!: string;
}

@Entity('groups')
export class Group {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'moderation_mode' }) moderationMode!: 'POST' | 'NEWCOMERS' | 'PRE';
}

@Entity('memberships')
export class Membership {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('text') nickname!: string;
  @Column('text') avatar!: string;
  @Column('text') state!: string;
}

@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'display_name' }) displayName!: string;
}

@Entity('threads')
export class Thread {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('text') title!: string;
  @Column('uuid', { name: 'opener_post_id' }) openerPostId!: string;
  @Column('uuid', { name: 'opener_membership_id', nullable: true }) openerMembershipId!: string | null;
  @Column('boolean') visible!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('int', { name: 'slow_mode_minutes', nullable: true }) slowModeMinutes!: number | null;
  @Column('timestamptz', { name: 'slow_mode_ends_at', nullable: true }) slowModeEndsAt!: Date | null;
  @Column('boolean', { name: 'hold_replies' }) holdReplies!: boolean;
  @Column('timestamptz', { name: 'hold_replies_ends_at', nullable: true }) holdRepliesEndsAt!: Date | null;
  @Column('timestamptz', { name: 'paused_until', nullable: true }) pausedUntil!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) explanation!: string | null;
  @ManyToOne(() => Group)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'group_id', referencedColumnName: 'id' },
  ])
  group!: Relation<Group>;
  @OneToOne(() => Post)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'opener_post_id', referencedColumnName: 'id' },
  ])
  opener!: Relation<Post>;
}

@Entity('posts')
export class Post {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'thread_id' }) threadId!: string;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('text') kind!: 'STORY' | 'REPLY' | 'GUIDE_NOTE';
  @Column('uuid', { name: 'author_membership_id', nullable: true }) authorMembershipId!: string | null;
  @Column('uuid', { name: 'author_staff_id', nullable: true }) authorStaffId!: string | null;
  @Column('text') text!: string;
  @Column('int') revision!: number;
  @Column('text') state!: 'VISIBLE' | 'HELD' | 'RETURNED' | 'HIDDEN' | 'DELETED';
  @Column('text', { name: 'content_notes', array: true }) contentNotes!: string[];
  @Column('uuid', { name: 'pinned_after', nullable: true }) pinnedAfter!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt!: Date | null;
  @Column('boolean', { name: 'leaves_place' }) leavesPlace!: boolean;
  @ManyToOne(() => Membership)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'author_membership_id', referencedColumnName: 'id' },
  ])
  author!: Relation<Membership> | null;
  @ManyToOne(() => Staff)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'author_staff_id', referencedColumnName: 'id' },
  ])
  staffAuthor!: Relation<Staff> | null;
  @OneToMany(() => Reaction, (reaction) => reaction.post) reactions!: Relation<Reaction[]>;
}

@Entity('reactions')
export class Reaction {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'post_id' }) postId!: string;
  @PrimaryColumn('uuid', { name: 'membership_id' }) membershipId!: string;
  @PrimaryColumn('text') kind!: 'HEART' | 'STRENGTH' | 'SAME_HERE' | 'THANK_YOU';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @ManyToOne(() => Post, (post) => post.reactions)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'post_id', referencedColumnName: 'id' },
  ])
  post!: Relation<Post>;
}

@Entity('post_revisions')
export class Revision {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'post_id' }) postId!: string;
  @PrimaryColumn('int') revision!: number;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('uuid', { name: 'author_membership_id', nullable: true }) authorMembershipId!: string | null;
  @Column('text') text!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('assessments')
export class AssessmentRow {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid', { name: 'post_id' }) postId!: string;
  @PrimaryColumn('int') revision!: number;
  @Column('uuid', { name: 'group_id' }) groupId!: string;
  @Column('text') severity!: string;
  @Column('boolean') hold!: boolean;
  @Column('boolean') checked!: boolean;
  @Column('jsonb') signals!: unknown;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') type!: string;
  @Column('boolean') live!: boolean;
  @Column('jsonb') payload!: unknown;
}

@Entity('client_keys')
export class ClientKey {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') who!: string;
  @PrimaryColumn('text') operation!: string;
  @PrimaryColumn('uuid', { name: 'client_key' }) clientKey!: string;
  @Column('text') fingerprint!: string;
  @Column('jsonb', { nullable: true }) outcome!: { postId: string } | null;
}

@Entity('review_items')
export class ReviewItem {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'thread_id' }) threadId!: string;
  @Column('text') severity!: 'GREEN' | 'AMBER' | 'RED' | 'CRISIS';
  @Column('int', { name: 'severity_rank' }) severityRank!: number;
  @Column('text') reason!: string;
  @Column('text') state!: 'OPEN' | 'CLAIMED' | 'WAITING' | 'RESOLVED';
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'touched_at' }) touchedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('uuid', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  @Column('timestamptz', { name: 'claim_expires_at', nullable: true }) claimExpiresAt!: Date | null;
  @Column('int') version!: number;
  @ManyToOne(() => Thread)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'thread_id', referencedColumnName: 'id' },
  ])
  thread!: Relation<Thread>;
  @ManyToOne(() => Staff)
  @JoinColumn([
    { name: 'organisation_id', referencedColumnName: 'organisationId' },
    { name: 'claimed_by', referencedColumnName: 'id' },
  ])
  claimer!: Relation<Staff> | null;
}

export const entities = [
  ...[Account, Right, Session, Try, Group, Membership, Staff, Thread, Post, Reaction],
  ...[Revision, AssessmentRow, OutboxRow, ClientKey, ReviewItem],
];
