-- Times are microseconds since 1970 in UTC. Bodies of entries and meters are JSON.

-- "LEAP" in ASCII says in the file's header that it is ours.
PRAGMA application_id = 1279607120;

-- What is known of the store itself. Every later version keeps this table, so that an older program can say who wrote it.
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE link (
    ref_id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    utilities TEXT NOT NULL,  -- ids, separated by spaces
    class TEXT,
    language TEXT,
    time_zone TEXT,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE entry (
    key TEXT PRIMARY KEY,
    ref_id TEXT,
    body TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    vanished_at INTEGER
) STRICT;
CREATE INDEX entry_of_customer ON entry (ref_id);

-- Each entry as it was first seen, and each time that it was another. A body of null says that it was gone.
CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    ref_id TEXT,
    seen_at INTEGER NOT NULL,
    body TEXT
) STRICT;
CREATE INDEX change_of_entry ON change (key);
CREATE INDEX change_of_customer ON change (ref_id);

CREATE TABLE poll (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    question TEXT NOT NULL,
    is_unfiltered INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    next_token TEXT,
    pages INTEGER NOT NULL,
    completed_at INTEGER
) STRICT;

-- The pages of the poll that is not complete yet.
CREATE TABLE page_entry (
    key TEXT PRIMARY KEY,
    ref_id TEXT,
    body TEXT NOT NULL,
    last_activity INTEGER
) STRICT;
CREATE TABLE page_token (token TEXT PRIMARY KEY) STRICT;

CREATE TABLE meter (
    id TEXT PRIMARY KEY,
    partner_reference TEXT,
    body TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX meter_of_partner_reference ON meter (partner_reference);
CREATE TABLE meter_reference (
    meter TEXT NOT NULL REFERENCES meter (id) ON DELETE CASCADE,
    ref_id TEXT NOT NULL,
    PRIMARY KEY (meter, ref_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_of_meter ON meter_reference (ref_id);

CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    marked_at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;
CREATE TABLE sent (
    run INTEGER NOT NULL REFERENCES run (number),
    ref_id TEXT NOT NULL,
    touch INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (run, ref_id)
) STRICT;
CREATE INDEX sent_to_customer ON sent (ref_id);

CREATE TABLE opt_out (ref_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE TABLE hold (utility TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;

-- Customers who were deleted, so that the next poll does not bring them back.
CREATE TABLE forgotten (ref_id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
