import { Client, type QueryConfig } from 'pg';
import { acrossOrganisations } from './catalogue';

type Query = (this: Client, ...rest: unknown[]) => unknown;

/** Every statement that this process sends as one user of the database, once, as it is sent. */
export interface Recording {
  readonly statements: ReadonlySet<string>;
  stop(): void;
}

/** Listens to everything that goes through `pg`, whoever sends it. */
export function recordStatements(user: string): Recording {
  const statements = new Set<string>();
  const original = Client.prototype.query as unknown as Query;
  Client.prototype.query = function (this: Client, ...rest: unknown[]): unknown {
    const [first] = rest;
    const text = typeof first === 'string' ? first : (first as QueryConfig | undefined)?.text;
    if (typeof text === 'string' && (this as unknown as { user?: string }).user === user)
      statements.add(text.replace(/\s+/g, ' ').trim());
    return original.apply(this, rest);
  } as typeof Client.prototype.query;
  return {
    statements,
    stop: () => {
      Client.prototype.query = original as unknown as typeof Client.prototype.query;
    },
  };
}

/** The tables that a statement reads or writes, by its words. */
export function tablesIn(statement: string, tables: readonly string[]): string[] {
  return tables.filter((table) =>
    new RegExp(`\\b(?:FROM|JOIN|INTO|UPDATE|USING|TABLE)\\s+(?:ONLY\\s+)?(?:public\\.)?"?${table}"?\\b`, 'i').test(
      statement,
    ),
  );
}

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly Plans?: readonly PlanNode[];
  readonly [property: string]: unknown;
}

const conditions = ['Index Cond', 'Recheck Cond', 'Filter', 'Hash Cond', 'Merge Cond', 'Join Filter', 'TID Cond'];

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** Tables over which the service itself goes, for one purpose each; what a policy allows across organisations. */
const withoutOrganisation = new Set(acrossOrganisations.map((policy) => policy.split('.')[0]));

/**
 * The tables that a statement reads or writes over all organisations at once. PostgreSQL itself reads the statement: each
 * scan of such a table in its plan must be narrowed by `organisation_id`, by a value or by the one of another table. Asked
 * as an administrator, whom row-level security does not narrow.
 */
export async function wanderingIn(
  admin: Client,
  statement: string,
  tables: readonly string[],
): Promise<readonly string[]> {
  if (tablesIn(statement, tables).length === 0) return [];
  await admin.query('SET plan_cache_mode = force_generic_plan');
  await admin.query(`PREPARE looked_at AS ${statement}`);
  try {
    const { rows } = await admin.query<{ parameters: number }>(
      `SELECT coalesce(array_length(parameter_types, 1), 0) AS parameters FROM pg_prepared_statements WHERE name = 'looked_at'`,
    );
    const nulls = Array.from({ length: rows[0]?.parameters ?? 0 }, () => 'NULL').join(', ');
    const explained = await admin.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE looked_at${nulls ? ` (${nulls})` : ''}`,
    );
    const nodes = nodesOf(explained.rows[0]?.['QUERY PLAN'][0].Plan ?? {});
    const said = nodes.flatMap((node) => conditions.map((name) => node[name])).join(' ');
    const scans = nodes.filter(
      (node) => tables.includes(node['Relation Name'] ?? '') && node['Node Type'] !== 'ModifyTable',
    );
    const narrowed = narrowedIn(said, new Set(scans.map((scan) => scan.Alias ?? '')));
    const over = scans
      .filter(({ Alias: alias }) => !narrowed.has(alias ?? ''))
      .map((scan) => scan['Relation Name'] ?? '');
    return [...new Set(over)].filter((table) => !withoutOrganisation.has(table));
  } finally {
    await admin.query('DEALLOCATE looked_at');
  }
}

/** Which of these scans are narrowed: by a value, by something that is no table of an organisation, or by one that is. */
function narrowedIn(said: string, scanned: ReadonlySet<string>): ReadonlySet<string> {
  const narrowed = new Set(
    [...scanned].filter((alias) => new RegExp(`\\b${alias}\\.organisation_id = (?:ANY )?[($']`).test(said)),
  );
  const pairs = [...said.matchAll(/\b(\w+)\.organisation_id = (\w+)\.\w+/g)].map(([, one, other]) => [one, other]);
  const isNarrow = (alias = ''): boolean => narrowed.has(alias) || !scanned.has(alias);
  for (let before = -1; before !== narrowed.size;) {
    before = narrowed.size;
    for (const [one = '', other = ''] of pairs) {
      if (isNarrow(one)) narrowed.add(other);
      if (isNarrow(other)) narrowed.add(one);
    }
  }
  return narrowed;
}

/** Every statement that wanders, with the tables it wanders over. */
export async function wandering(
  admin: Client,
  statements: Iterable<string>,
  tables: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const statement of statements) {
    const over = await wanderingIn(admin, statement, tables);
    if (over.length > 0) found.push(`${over.join(', ')}: ${statement}`);
  }
  return found;
}
