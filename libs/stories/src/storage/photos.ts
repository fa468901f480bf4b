import { Injectable } from '@nestjs/common';
import { type Id, isId } from '@kring/kernel';
import { insert, organisationsOf, type Transaction } from '@kring/platform';
import type { PhotoToPost } from '../domain/submission';
import type { PhotoRecord } from './records';

/** The photos of a post `p`, in order, as a column of JSON; `$1` organisations. */
export const photosOfPost = `CASE WHEN p.photo_count = 0 THEN '[]' ELSE coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', f.id, 'width', f.width, 'height', f.height, 'alternativeText', f.alternative_text) ORDER BY f.place)
    FROM photos f WHERE f.organisation_id = p.organisation_id AND f.organisation_id = ANY ($1) AND f.post_id = p.id), '[]') END`;

/** Who sent a photo, and to which group. */
export interface PhotoPlace {
  readonly organisationId: Id;
  readonly groupId: Id;
  readonly membershipId: Id | null;
  readonly staffId: Id | null;
}

/** What is known of photos; their pictures are files. */
@Injectable()
export class Photos {
  /** A photo that its reader may look at now: one of their own, or one of a post that they may read. */
  async find(transaction: Transaction, id: Id): Promise<{ organisationId: Id } | null> {
    return transaction.row<{ organisationId: Id }>(
      `SELECT f.organisation_id AS "organisationId" FROM photos f
       LEFT JOIN posts p ON p.organisation_id = f.organisation_id AND p.id = f.post_id
       LEFT JOIN threads t ON t.organisation_id = p.organisation_id AND t.id = p.thread_id
       WHERE f.organisation_id = ANY ($1) AND f.id = $2 AND NOT f.gone AND (f.post_id IS NULL OR t.id IS NOT NULL)`,
      [organisationsOf(transaction.actor), id],
    );
  }

  async add(
    transaction: Transaction,
    place: PhotoPlace,
    photo: Pick<PhotoRecord, 'id' | 'width' | 'height'>,
    at: Date,
  ): Promise<void> {
    await insert(transaction, 'photos', {
      organisationId: place.organisationId,
      id: photo.id,
      groupId: place.groupId,
      authorMembershipId: place.membershipId,
      authorStaffId: place.staffId,
      width: photo.width,
      height: photo.height,
      createdAt: at,
    });
  }

  /** How many somebody sent to a group and did not post. */
  async countLoose(transaction: Transaction, place: PhotoPlace): Promise<number> {
    const row = await transaction.row<{ count: number }>(
      `SELECT count(*)::int AS count FROM photos WHERE organisation_id = $1 AND group_id = $2 AND post_id IS NULL AND NOT gone
         AND author_membership_id IS NOT DISTINCT FROM $3 AND author_staff_id IS NOT DISTINCT FROM $4`,
      [place.organisationId, place.groupId, place.membershipId, place.staffId],
    );
    return row?.count ?? 0;
  }

  /** Makes loose photos of this author part of a post; answers the place of the first that cannot be, or null. */
  async post(
    transaction: Transaction,
    place: PhotoPlace,
    post: { readonly id: Id; readonly isVisible: boolean },
    photos: readonly PhotoToPost[],
  ): Promise<number | null> {
    for (const [number, photo] of photos.entries()) {
      if (!isId(photo.id)) return number;
      const taken = await transaction.run(
        `UPDATE photos SET post_id = $5, place = $6, alternative_text = $7, visible = $8
         WHERE organisation_id = $1 AND id = $9 AND group_id = $2 AND post_id IS NULL AND NOT gone
           AND author_membership_id IS NOT DISTINCT FROM $3 AND author_staff_id IS NOT DISTINCT FROM $4`,
        [
          ...[place.organisationId, place.groupId, place.membershipId, place.staffId],
          ...[post.id, number, photo.alternativeText, post.isVisible, photo.id],
        ],
      );
      if (taken !== 1) return number;
    }
    return null;
  }

  /** Forgets photos of a post that went, and answers which; for the system, which takes their files away. */
  async forgetOfPost(transaction: Transaction, organisationId: Id, postId: Id): Promise<Id[]> {
    return ids(
      transaction.rows<{ id: Id }>(
        `DELETE FROM photos WHERE organisation_id = $1 AND post_id = $2 AND gone RETURNING id`,
        [organisationId, postId],
      ),
    );
  }

  /** The same for all that went, and for what nobody posted since a moment. */
  async forgetOld(transaction: Transaction, organisationId: Id, since: Date): Promise<Id[]> {
    return ids(
      transaction.rows<{ id: Id }>(
        `DELETE FROM photos WHERE organisation_id = $1 AND (gone OR (post_id IS NULL AND created_at < $2)) RETURNING id`,
        [organisationId, since],
      ),
    );
  }

  /** Everything that somebody sent and did not post goes with them. */
  async dropLooseOf(transaction: Transaction, organisationId: Id, membershipId: Id): Promise<void> {
    await transaction.run(
      `UPDATE photos SET gone = true, author_membership_id = NULL
       WHERE organisation_id = $1 AND author_membership_id = $2 AND post_id IS NULL`,
      [organisationId, membershipId],
    );
  }

  /** Which of these are known still. For the system. */
  async known(transaction: Transaction, organisationId: Id, photoIds: readonly Id[]): Promise<ReadonlySet<Id>> {
    return new Set(
      await ids(
        transaction.rows<{ id: Id }>(`SELECT id FROM photos WHERE organisation_id = $1 AND id = ANY ($2)`, [
          organisationId,
          photoIds,
        ]),
      ),
    );
  }
}

async function ids(rows: Promise<{ id: Id }[]>): Promise<Id[]> {
  return (await rows).map((row) => row.id);
}
