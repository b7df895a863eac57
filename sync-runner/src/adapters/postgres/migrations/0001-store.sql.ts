/** `:schema:` is replaced by the checked schema name. */
export const storeSql = `
CREATE TABLE :schema:.cursors (
  flow text NOT NULL,
  name text NOT NULL,
  stamp text,
  passes bigint NOT NULL,
  PRIMARY KEY (flow, name)
);

CREATE TABLE :schema:.fingerprints (
  flow text NOT NULL,
  subject text NOT NULL,
  fingerprint text NOT NULL,
  PRIMARY KEY (flow, subject)
);

CREATE TABLE :schema:.links (
  kind text NOT NULL,
  key text NOT NULL,
  shop_id bigint NOT NULL,
  parent_id bigint NOT NULL,
  sku text NOT NULL,
  PRIMARY KEY (kind, key)
);

CREATE TABLE :schema:.items (
  sku text PRIMARY KEY,
  item jsonb NOT NULL,
  barcode text NOT NULL,
  style text NOT NULL,
  is_active boolean NOT NULL
);

CREATE TABLE :schema:.orders (
  order_id bigint PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  order_number text NOT NULL,
  content_hash text NOT NULL,
  content jsonb NOT NULL,
  state text NOT NULL,
  hold_reason text,
  is_exported boolean NOT NULL,
  erp_order text NOT NULL DEFAULT '',
  erp_key text NOT NULL DEFAULT '',
  -- The ERP's own stamp; its two instants differ only in the repeated autumn hour.
  commit_text text,
  commit_earliest_ms bigint,
  commit_latest_ms bigint,
  confirmed_at_ms bigint,
  placed_at_ms bigint NOT NULL,
  due_since_ms bigint NOT NULL,
  seen_at_ms bigint NOT NULL
);
CREATE INDEX orders_by_state ON :schema:.orders (state, placed_at_ms, order_id);
CREATE INDEX orders_by_number ON :schema:.orders (order_number);
CREATE INDEX orders_waiting ON :schema:.orders (due_since_ms) WHERE is_exported AND state NOT IN ('confirmed', 'noted');

CREATE TABLE :schema:.order_lines (
  order_id bigint NOT NULL REFERENCES :schema:.orders ON DELETE CASCADE,
  line_id bigint NOT NULL,
  sku text NOT NULL,
  reduced_each bigint NOT NULL,
  PRIMARY KEY (order_id, line_id)
);
CREATE INDEX order_lines_taken ON :schema:.order_lines (sku) INCLUDE (reduced_each) WHERE reduced_each <> 0;

CREATE TABLE :schema:.snapshots (
  seq bigserial PRIMARY KEY,
  id text NOT NULL UNIQUE,
  as_of_text text,
  as_of_earliest_ms bigint,
  as_of_latest_ms bigint,
  is_full boolean NOT NULL,
  sku_count bigint NOT NULL,
  row_count bigint NOT NULL,
  verdict text NOT NULL,
  held_by text NOT NULL,
  read_at_ms bigint NOT NULL,
  -- Two arrays of one length: one row of a hundred thousand figures is written and read at once, never searched.
  skus text[],
  units bigint[]
);

CREATE TABLE :schema:.positions (
  sku text PRIMARY KEY,
  product_id bigint NOT NULL,
  position bigint NOT NULL,
  generation bigint NOT NULL,
  adopted_text text,
  adopted_earliest_ms bigint,
  adopted_latest_ms bigint,
  written_at_ms bigint NOT NULL,
  outcome text NOT NULL
);
CREATE INDEX positions_by_generation ON :schema:.positions (generation);

CREATE TABLE :schema:.shipments (
  ship_num text PRIMARY KEY,
  reference text NOT NULL,
  order_id bigint,
  fingerprint text NOT NULL,
  state text NOT NULL,
  first_seen_at_ms bigint NOT NULL,
  told_at_ms bigint
);
CREATE INDEX shipments_by_state ON :schema:.shipments (state, first_seen_at_ms);

CREATE SEQUENCE :schema:.failure_revisions;
CREATE TABLE :schema:.failures (
  key text PRIMARY KEY,
  flow text NOT NULL,
  fact jsonb NOT NULL,
  revision bigint NOT NULL UNIQUE,
  closed_at_ms bigint,
  closed_reason text
);
CREATE INDEX failures_open ON :schema:.failures (flow) WHERE closed_at_ms IS NULL;

CREATE TABLE :schema:.runs (
  flow text PRIMARY KEY,
  run jsonb NOT NULL
);

-- Single facts: settings, buffers, how far failures were told.
CREATE TABLE :schema:.facts (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE :schema:.erp_clock (
  our_ms bigint NOT NULL,
  erp_ms bigint NOT NULL
);
CREATE INDEX erp_clock_by_time ON :schema:.erp_clock (our_ms);

-- One row per wish. phase: behind (waits for its lane), queued (due or to come, has a job), claimed (a process is at it),
-- postponed (next try or look-up, has a job), blocking (refused or held, keeps its lane), released (held, lane free), ended.
CREATE TABLE :schema:.intents (
  id uuid PRIMARY KEY,
  seq bigserial NOT NULL,
  flow text NOT NULL,
  entity text NOT NULL,
  subject text NOT NULL,
  key text NOT NULL UNIQUE,
  lane text NOT NULL,
  payload jsonb,
  state text NOT NULL,
  phase text NOT NULL,
  round int NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  sent_at_ms bigint,
  unclear_since_ms bigint,
  last_error text NOT NULL DEFAULT '',
  claimed_by text,
  claimed_at_ms bigint,
  job_try int,
  next_try_at_ms bigint NOT NULL,
  created_at_ms bigint NOT NULL,
  updated_at_ms bigint NOT NULL
);
CREATE INDEX intents_in_lane ON :schema:.intents (flow, lane, seq) WHERE phase NOT IN ('released', 'ended');
CREATE INDEX intents_of_subject ON :schema:.intents (flow, entity, subject) WHERE phase <> 'ended';
CREATE INDEX intents_due ON :schema:.intents (flow, next_try_at_ms) WHERE phase IN ('queued', 'postponed');
CREATE INDEX intents_claimed ON :schema:.intents (claimed_by) WHERE phase = 'claimed';
CREATE INDEX intents_open ON :schema:.intents (state, seq) WHERE phase <> 'ended';

-- Every change moves a row between the partial indexes, so each index that is not here is one write less per step.

CREATE TABLE :schema:.attempts (
  intent_id uuid NOT NULL,
  round int NOT NULL,
  attempt int NOT NULL,
  was_sent boolean NOT NULL,
  sent_at_ms bigint NOT NULL,
  ended_at_ms bigint,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (intent_id, round, attempt)
);

-- A process is alive while its session holds the advisory lock of its number.
CREATE TABLE :schema:.processes (
  session text PRIMARY KEY,
  lock_key bigint NOT NULL,
  runner_id text NOT NULL,
  started_at_ms bigint NOT NULL
);
`;
