import type { Client } from 'pg';
import { apartFromTenants } from './catalogue';

/** Columns of tenant tables that could hold words and hold none that a person wrote, each with its reason. */
export const wordless: Readonly<Record<string, string>> = {
  'aside_messages.helpline': 'the key of a helpline of the directory',
  'assessments.signals': 'rules and places in a text, never its words',
  'audit_entries.action': 'one of our own names for what was done',
  'audit_entries.actor': 'the id of a position, or the name of a job',
  'audit_entries.subjects': 'ids',
  'client_keys.fingerprint': 'a hash',
  'client_keys.operation': 'the name of a mutation',
  'client_keys.outcome': 'ids',
  'climate_points.components': 'numbers',
  'climates.components': 'numbers',
  'climates.standing': 'numbers, names of climates and ids of authors and posts',
  'flags.reason': 'one of a list, checked by the API',
  'groups.themes': 'one of a list, checked by the API',
  'guideline_versions.topic': 'one of a list, checked by the API',
  'handled_events.handler': 'the name of a handler',
  'interventions.kind': 'one of a list, checked by the API',
  'learned_models.category': 'one of a list, checked by the API',
  'membership_moves.from_state': 'a state',
  'membership_moves.to_state': 'a state',
  'memberships.avatar': 'one drawing and one dye of ours',
  'organisations.staffed_hours': 'hours of the week',
  'message_templates.purpose': 'one of a list, checked by the API',
  'message_templates.shipped_key': 'the key of a template that the service ships',
  'outbox.last_error': 'the kind of an error',
  'outbox.payload': 'ids',
  'outbox.trace': 'marks made by chance',
  'outbox.type': 'the name of an event',
  'post_judgements.category': 'one of a list, checked by the API',
  'practice_runs.script': 'a practice thread that the service ships; nobody in it exists',
  'practice_runs.script_key': 'the key of it',
  'prompts.shipped_key': 'the key of a question that the service ships',
  'referral_offers.helpline': 'the key of a helpline of the directory',
  'review_items.reason': 'one of our own reasons',
  'statements.noticed': 'one of a list, checked by the API',
  'exposures.theme': 'one of six themes',
  'reading_choices.avoids': 'some of six themes',
  'second_readings.signals': 'rules and places in a text, never its words',
  'groups.night': 'times of the day and a time zone',
  'threads.quiet_hours': 'times of the day and a time zone',
};

/** Every column of a tenant table that can hold words: text, lists of text and JSON, but for those that take one of a list. */
export async function columnsWithWords(client: Client): Promise<{ table: string; column: string }[]> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT t.relname AS "table", a.attname AS "column" FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND t.relname <> ALL ($1) AND a.attnum > 0
       AND NOT a.attisdropped AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype)
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'c' AND c.conkey = ARRAY[a.attnum]
         AND pg_get_constraintdef(c.oid) ~ '= ANY \\(ARRAY\\[')
     ORDER BY 1, 2`,
    [Object.keys(apartFromTenants)],
  );
  return rows;
}
