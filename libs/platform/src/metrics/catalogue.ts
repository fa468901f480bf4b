/** How long things take, from a millisecond to what a statement may take at most. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** News is delivered at once, or after waiting for a lease, a back-off or a database. */
const lag = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300];

interface Shape {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly meaning: string;
  /** Each takes its values from a closed set: the schema, the event types, the catalogue of problems. Never from a request. */
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
}

/**
 * Everything that Kring says of itself in numbers. None names an organisation, a group or a person, nor counts anything
 * of one of them alone (docs/decisions/0021). docs/operations.md is compared with this.
 */
export const metricCatalogue = {
  kring_http_seconds: {
    kind: 'histogram',
    meaning: 'HTTP requests, from the first byte to the answer',
    labels: ['route', 'method', 'status'],
    buckets: seconds,
  },
  kring_operation_seconds: {
    kind: 'histogram',
    meaning: 'GraphQL operations over HTTP, by the field of the schema that was asked and how it ended',
    labels: ['field', 'outcome'],
    buckets: seconds,
  },
  kring_subscriptions_total: {
    kind: 'counter',
    meaning: 'Subscriptions that were begun, by the field of the schema',
    labels: ['field'],
  },
  kring_problems_total: {
    kind: 'counter',
    meaning: 'Operations that a person was told cannot be done, by the code of the problem',
    labels: ['code'],
  },
  kring_refused_total: {
    kind: 'counter',
    meaning: 'What was refused before it was carried out, by the limit it met',
    labels: ['limit'],
  },
  kring_assessment_seconds: {
    kind: 'histogram',
    meaning: 'Reading one text for danger, in the request',
    labels: [],
    buckets: seconds,
  },
  kring_climate_seconds: {
    kind: 'histogram',
    meaning: 'Reading one thread for its climate, in the background',
    labels: [],
    buckets: seconds,
  },
  kring_remote_readings_total: {
    kind: 'counter',
    meaning: "Posts sent to the organisation's own moderation endpoint, by how that ended",
    labels: ['outcome'],
  },
  kring_failed_checks_total: {
    kind: 'counter',
    meaning: 'Texts that could not be checked, so that a person has to look',
    labels: [],
  },
  kring_delivery_lag_seconds: {
    kind: 'histogram',
    meaning: 'From the commit that made news to its delivery to everybody who listens',
    labels: ['event'],
    buckets: lag,
  },
  kring_event_failures_total: {
    kind: 'counter',
    meaning: 'Deliveries that failed: tried again later, or given up as poison',
    labels: ['event', 'end'],
  },
  kring_timer_runs_total: {
    kind: 'counter',
    meaning: 'Timers and schedules that ran, by how it ended',
    labels: ['timer', 'outcome'],
  },
  kring_timer_last_success_timestamp_seconds: {
    kind: 'gauge',
    meaning: 'When a timer last ran well in this process, in seconds since 1970',
    labels: ['timer'],
  },
  kring_outbox_waiting: { kind: 'gauge', meaning: 'News that waits to be delivered', labels: [] },
  kring_outbox_oldest_seconds: { kind: 'gauge', meaning: 'Age of the oldest news that waits', labels: [] },
  kring_outbox_poison: { kind: 'gauge', meaning: 'News that failed eight times and waits for a person', labels: [] },
  kring_crisis_unclaimed_seconds: {
    kind: 'gauge',
    meaning: 'Age of the oldest review item in CRISIS that nobody has claimed, in steps of 15 seconds; 0 for none',
    labels: [],
  },
  kring_database_reachable: {
    kind: 'gauge',
    meaning: '1 when the database answered this look, 0 when not',
    labels: [],
  },
  kring_pool_connections: { kind: 'gauge', meaning: 'Database connections of this process', labels: ['state'] },
  kring_pool_waiting: { kind: 'gauge', meaning: 'Units of work that wait for a connection', labels: [] },
  kring_sockets: { kind: 'gauge', meaning: 'Open WebSockets of people who are signed in', labels: [] },
  kring_subscriptions: { kind: 'gauge', meaning: 'Subscriptions that follow news now', labels: [] },
  kring_passphrase_queue: { kind: 'gauge', meaning: 'Passphrases that wait to be hashed', labels: [] },
} as const satisfies Record<string, Shape>;

export type MetricName = keyof typeof metricCatalogue;
type OfKind<Kind extends Shape['kind']> = {
  [Name in MetricName]: (typeof metricCatalogue)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];
export type Counted = OfKind<'counter'>;
export type Timed = OfKind<'histogram'>;
export type Gauged = OfKind<'gauge'>;
export type LabelsOf<Name extends MetricName> = Readonly<
  Record<(typeof metricCatalogue)[Name]['labels'][number], string>
>;
