import type { MigrationInterface, QueryRunner } from 'typeorm';
import { drop, inGroup, isSystem, mine, protect, reads, readWhole, writesIn } from './frozen-sql';

const own = `${inGroup()} AND ${mine('author_membership_id')} AND author_staff_id IS NULL AND NOT gone`;
const ownAsStaff = `author_staff_id = ANY (kring_ids('kring.staff_ids'))`;

/**
 * Why: recovery is told in photos as well as in words, and moderators, who read what software cannot, must be able to look at
 * them when they choose to and not before.
 * What: what is known of each photo; the picture itself is a file beside the database. A photo belongs to nobody but who sent
 * it until it is posted, is in sight exactly when its post is, and goes with it: `gone` marks one whose files are still to be
 * taken away, which the system does. Posts count theirs, so that a page of posts without photos asks for none.
 */
export class Photos1763800000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE posts ADD COLUMN photo_count smallint NOT NULL DEFAULT 0;
      CREATE TABLE photos (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        group_id uuid NOT NULL,
        post_id uuid,
        place smallint,
        author_membership_id uuid,
        author_staff_id uuid,
        width int NOT NULL,
        height int NOT NULL,
        alternative_text text NOT NULL DEFAULT '',
        visible boolean NOT NULL DEFAULT false,
        gone boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, group_id) REFERENCES groups (organisation_id, id),
        FOREIGN KEY (organisation_id, post_id) REFERENCES posts (organisation_id, id),
        FOREIGN KEY (organisation_id, author_membership_id) REFERENCES memberships (organisation_id, id),
        FOREIGN KEY (organisation_id, author_staff_id) REFERENCES staff (organisation_id, id),
        CHECK ((post_id IS NULL) = (place IS NULL)),
        CHECK (NOT visible OR (post_id IS NOT NULL AND NOT gone))
      );
      CREATE UNIQUE INDEX photos_of_post ON photos (organisation_id, post_id, place) WHERE post_id IS NOT NULL;
      CREATE INDEX photos_of_nobody ON photos (organisation_id, created_at) WHERE post_id IS NULL OR gone;
      CREATE INDEX photos_of_author ON photos (organisation_id, author_membership_id) WHERE author_membership_id IS NOT NULL;
      CREATE FUNCTION photos_follow_post() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE before text := current_setting('kring.system', true);
        BEGIN
          EXECUTE format('SET LOCAL kring.system = %L', '{' || NEW.organisation_id || '}');
          UPDATE photos SET visible = (NEW.state = 'VISIBLE'), gone = (NEW.state = 'DELETED'),
            alternative_text = CASE WHEN NEW.state = 'DELETED' THEN '' ELSE alternative_text END
          WHERE organisation_id = NEW.organisation_id AND post_id = NEW.id AND NOT gone;
          EXECUTE format('SET LOCAL kring.system = %L', coalesce(before, ''));
          RETURN NULL;
        END $$;
      CREATE TRIGGER photos_follow AFTER UPDATE OF state ON posts FOR EACH ROW
        WHEN (NEW.photo_count > 0 AND OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION photos_follow_post()`);
    await protect(runner, 'photos', 'SELECT, INSERT, UPDATE, DELETE', [
      ['members', 'SELECT', `${inGroup()} AND visible`],
      ['own', 'SELECT', own],
      ['sent_by_members', 'INSERT', `${writesIn()} AND ${own} AND post_id IS NULL`],
      ['posted_by_author', 'UPDATE', own],
      ['moderators', 'SELECT', `${reads} AND NOT gone AND post_id IS NOT NULL`],
      ['own_of_moderators', 'SELECT', `${reads} AND ${ownAsStaff} AND NOT gone`],
      ['sent_by_moderators', 'INSERT', `${reads} AND ${ownAsStaff} AND post_id IS NULL AND NOT gone`],
      ['posted_by_moderators', 'UPDATE', `${reads} AND ${ownAsStaff} AND NOT gone`],
      ['system', 'ALL', isSystem],
    ]);
    await readWhole(runner, 'photos');
    await runner.query(`
      CREATE POLICY listed_for_photos ON organisations FOR SELECT USING (current_setting('kring.why', true) = 'sweep-photos')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await drop(runner, 'photos');
    await runner.query(`
      DROP TRIGGER IF EXISTS photos_follow ON posts;
      DROP FUNCTION photos_follow_post();
      DROP POLICY listed_for_photos ON organisations;
      ALTER TABLE posts DROP COLUMN photo_count`);
  }
}
