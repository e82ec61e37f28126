//! How far the customers have come, from the link to the meter.

use crate::connection::{Connection, ConnectionStatus, UtilityStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// Until then a missing meter says nothing. **Unverified**: Leap says "about 24 hours", and in places up to three days.
const EXPECTED: TimeDelta = TimeDelta::hours(48);

/// From then on a missing meter is overdue. **Unverified**, as above.
const OVERDUE: TimeDelta = TimeDelta::hours(72);

/// What is known of one customer.
#[derive(Clone, Copy, Debug)]
pub struct Customer<'a> {
    /// The reference.
    pub reference: &'a str,
    /// Whether a link was made here. Customers of Leap's that are not known here have none.
    pub has_link: bool,
    /// The entries of the Connect API with this reference.
    pub entries: &'a [&'a Connection],
    /// Whether a meter carries the reference.
    pub has_meter: bool,
}

/// How far a customer has come. Each stage includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// A link was made.
    Linked,
    /// The link was opened, by a person or a mail scanner: an entry exists.
    Opened,
    /// A utility is connected.
    Connected,
    /// All that was asked for is connected, and all forms are done.
    Completed,
    /// A meter carries the reference.
    MeterSeen,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 5] = [Self::Linked, Self::Opened, Self::Connected, Self::Completed, Self::MeterSeen];

    /// The name of the stage in data.
    ///
    /// ```
    /// assert_eq!(leap::inventory::Stage::MeterSeen.as_str(), "meter_seen");
    /// ```
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Opened => "opened",
            Self::Connected => "connected",
            Self::Completed => "completed",
            Self::MeterSeen => "meter_seen",
        }
    }
}

/// Whether a customer's meter is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterWait {
    /// The customer is not that far.
    NotYet,
    /// A meter carries the reference.
    Seen,
    /// The connection is completed, and the meter may come until then without being late.
    Expected(DateTime<Utc>),
    /// The meter is late, and overdue from then on.
    Late(DateTime<Utc>),
    /// The meter has been overdue since then: ask Leap.
    Overdue(DateTime<Utc>),
    /// The connection is completed, but nobody knows when.
    Unknown,
}

/// How far one customer has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The reference.
    pub reference: String,
    /// The furthest stage.
    pub stage: Stage,
    /// Whether the meter is there.
    pub meter: MeterWait,
}

impl Progress {
    /// How far a customer has come at a time.
    ///
    /// ```
    /// use leap::inventory::{Customer, MeterWait, Progress, Stage};
    ///
    /// let at = |text| leap::instant::parse(text).unwrap_or_default();
    /// let page = leap::decode::json(r#"{ "id": "1", "ref_id": "R1", "connection_status": "COMPLETED",
    ///     "last_interaction_date_time_utc": "2026-07-01T10:00:00Z" }"#)?;
    /// let entries: Vec<_> = page.connections.iter().collect();
    /// let customer = Customer { reference: "R1", has_link: true, entries: &entries, has_meter: false };
    /// let progress = Progress::at(&customer, at("2026-07-04T10:00:00Z"));
    /// assert_eq!(progress.stage, Stage::Completed);
    /// assert_eq!(progress.meter, MeterWait::Overdue(at("2026-07-04T10:00:00Z")));
    /// # Ok::<(), leap::decode::DecodeError>(())
    /// ```
    pub fn at(customer: &Customer<'_>, now: DateTime<Utc>) -> Self {
        let completed: Vec<&Connection> =
            customer.entries.iter().copied().filter(|entry| is_completed(entry)).collect();
        let stage = if customer.has_meter {
            Stage::MeterSeen
        } else if !completed.is_empty() {
            Stage::Completed
        } else if customer.entries.iter().any(|entry| is_connected(entry)) {
            Stage::Connected
        } else if !customer.entries.is_empty() {
            Stage::Opened
        } else {
            Stage::Linked
        };
        let meter = match stage {
            Stage::MeterSeen => MeterWait::Seen,
            // Of several completed entries the latest counts: its meter may be on its way.
            Stage::Completed => completed
                .iter()
                .filter_map(|entry| entry.last_activity())
                .max()
                .map_or(MeterWait::Unknown, |since| wait(since, now)),
            _ => MeterWait::NotYet,
        };
        Self { reference: customer.reference.to_owned(), stage, meter }
    }
}

/// How many customers have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Customers with a link, or with something that follows from one.
    pub links: usize,
    /// Of these, customers whose link was opened, by a person or a mail scanner.
    pub opened: usize,
    /// Of these, customers with a connected utility.
    pub connected: usize,
    /// Of these, customers whose connection is completed.
    pub completed: usize,
    /// Of these, customers with a meter.
    pub meter_seen: usize,
    /// Customers whose meter is late, but not overdue.
    pub late: usize,
    /// Customers whose meter is overdue.
    pub overdue: usize,
    /// Customers whose link was not made here.
    pub without_link: usize,
}

impl Funnel {
    /// Counts the customers. Nobody is lost between two stages: a customer counts for all up to the furthest, so that a meter
    /// without an entry, as after a direct link, counts as opened too.
    ///
    /// ```
    /// use leap::inventory::{Customer, Funnel};
    ///
    /// let customer = |has_meter| Customer { reference: "R1", has_link: true, entries: &[], has_meter };
    /// let (_, funnel) = Funnel::at([customer(false), customer(true)], Default::default());
    /// assert_eq!((funnel.links, funnel.opened, funnel.meter_seen), (2, 1, 1));
    /// ```
    pub fn at<'a>(customers: impl IntoIterator<Item = Customer<'a>>, now: DateTime<Utc>) -> (Vec<Progress>, Self) {
        let mut funnel = Self::default();
        let mut all = Vec::new();
        for customer in customers {
            let progress = Progress::at(&customer, now);
            let reached = |stage: Stage| usize::from(progress.stage >= stage);
            funnel.links += reached(Stage::Linked);
            funnel.opened += reached(Stage::Opened);
            funnel.connected += reached(Stage::Connected);
            funnel.completed += reached(Stage::Completed);
            funnel.meter_seen += reached(Stage::MeterSeen);
            funnel.late += usize::from(matches!(progress.meter, MeterWait::Late(_)));
            funnel.overdue += usize::from(matches!(progress.meter, MeterWait::Overdue(_)));
            funnel.without_link += usize::from(!customer.has_link);
            all.push(progress);
        }
        (all, funnel)
    }
}

fn is_completed(entry: &Connection) -> bool {
    entry.status == Some(ConnectionStatus::Completed)
}

fn is_connected(entry: &Connection) -> bool {
    entry.utilities.iter().any(|utility| utility.status == Some(UtilityStatus::Connected))
}

fn wait(since: DateTime<Utc>, now: DateTime<Utc>) -> MeterWait {
    let at = |delay| since.checked_add_signed(delay).unwrap_or(DateTime::<Utc>::MAX_UTC);
    let (expected, overdue) = (at(EXPECTED), at(OVERDUE));
    if now >= overdue {
        MeterWait::Overdue(overdue)
    } else if now >= expected {
        MeterWait::Late(overdue)
    } else {
        MeterWait::Expected(expected)
    }
}
