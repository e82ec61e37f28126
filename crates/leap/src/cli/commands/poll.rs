//! `leap poll`: fetches connections into the store.

use crate::cli::api;
use crate::cli::args::{Options, PollArguments};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::local_time;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Format};
use crate::cli::progress::Progress;
use crate::cli::stores;
use chrono::{DateTime, TimeDelta, Utc};
use leap::client::{Client, ClientError, Filters, PageToken, Parameters, PollPage, Question, Retry};
use leap::store::{PollLock, PollNumber, PollPlan, PollQuestion, PollResult, PollTurn, Store, StoreError};
use leap::text::visible;
use serde::Serialize;

/// How much earlier than a given time is asked for. **Unverified**: whether Leap's answer includes what happened in that very
/// second, so that the newest time in the store could be given.
const MARGIN: TimeDelta = TimeDelta::minutes(1);

/// How many values that cannot be read are named.
const MOST_NAMED: usize = 20;

/// What a poll found, as JSON.
#[derive(Serialize)]
struct PollJson {
    connections: usize,
    new: usize,
    changed: usize,
    vanished: usize,
    mass_vanishing: bool,
    retired: usize,
}

pub(crate) fn run(arguments: &PollArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let client = api::client(&arguments.api, clock)?;
    let mut store = stores::to_write(options)?;
    api::check_environment(&store, &arguments.api)?;
    let question = question(arguments);
    let asked = PollQuestion {
        text: format!("{}{}", arguments.api.api_url, question.target(None)),
        is_unfiltered: question.filters.is_empty(),
    };
    if options.verbose > 0 {
        output::note(&format!("asking {}", visible(&asked.text)));
    }
    let Some((plan, _lock)) = turn(&store, &asked, arguments, clock)? else { return Ok(Outcome::Done) };
    let mut polling = Polling { store: &mut store, arguments, asked: &asked, clock, problems: 0, connections: 0 };
    let poll = match plan {
        PollPlan::Complete { poll } => poll,
        PollPlan::Resume { poll, token } => {
            output::note("going on with the interrupted poll");
            polling.pages(&client, question, Some(poll), PageToken::new(token))?
        }
        PollPlan::Begin | PollPlan::Wait { .. } => polling.pages(&client, question, None, None)?,
    };
    let result = store.complete_poll(poll, clock.now(), arguments.retention)?;
    tell(&result, options.format)?;
    Ok(Outcome::Done)
}

/// Waits for the turn of this program, as long as it may; `None` if it does not come.
fn turn(
    store: &Store,
    asked: &PollQuestion,
    arguments: &PollArguments,
    clock: &Clock,
) -> Result<Option<(PollPlan, PollLock)>, Failure> {
    let give_up = arguments.wait.map(|wait| clock.now() + wait);
    loop {
        let PollTurn { plan, is_clock_wrong } = store.poll_plan(asked, clock.now())?;
        if is_clock_wrong {
            output::warn("the store has a time of a poll that is in the future: a clock was wrong, and it is ignored");
        }
        if let PollPlan::Wait { until } = plan {
            if give_up.is_none_or(|give_up| give_up < until) {
                output::note(&format!("next poll possible at {}", local_time::local(until)));
                return Ok(None);
            }
            output::note(&format!("waiting until {}", local_time::local(until)));
            clock.wait_until(until);
            continue;
        }
        let Some(lock) = store.lock_polling()? else {
            output::note("another leap is polling for this store");
            return Ok(None);
        };
        // It may have begun and ended since the plan was made.
        let PollTurn { plan, .. } = store.poll_plan(asked, clock.now())?;
        if !matches!(plan, PollPlan::Wait { .. }) {
            return Ok(Some((plan, lock)));
        }
    }
}

/// A little before a time that is asked for. Entries that come twice do no harm.
fn earlier(time: DateTime<Utc>) -> DateTime<Utc> {
    time.checked_sub_signed(MARGIN).unwrap_or(time)
}

fn question(arguments: &PollArguments) -> Question {
    let names = &arguments.names;
    Question {
        path: arguments.path.clone(),
        filters: Filters {
            references: arguments.ref_id.clone(),
            started_since: arguments.started_since.map(earlier),
            active_since: arguments.active_since.map(earlier),
        },
        parameters: Parameters {
            reference: names.ref_id_parameter.clone(),
            started_since: names.started_since_parameter.clone(),
            active_since: names.active_since_parameter.clone(),
            page_token: names.page_token_parameter.clone(),
        },
    }
}

/// A poll under way.
struct Polling<'a> {
    store: &'a mut Store,
    arguments: &'a PollArguments,
    asked: &'a PollQuestion,
    clock: &'a Clock,
    problems: usize,
    connections: usize,
}

impl Polling<'_> {
    /// Fetches all pages that are left, and returns the number of the poll.
    fn pages(
        &mut self,
        client: &Client,
        question: Question,
        mut poll: Option<PollNumber>,
        from: Option<PageToken>,
    ) -> Result<PollNumber, Failure> {
        let progress = Progress::new();
        for page in client.poll(question, from) {
            let page = page.map_err(|error| self.interrupted(poll, error))?;
            self.report(&page);
            self.connections += page.connections.len();
            poll = Some(self.keep(poll, &page)?);
            progress.tell(&output::counted(self.connections, "connection"));
        }
        if self.problems > MOST_NAMED {
            output::warn(&format!("{} more values cannot be read", self.problems - MOST_NAMED));
        }
        poll.ok_or(Failure::Store(StoreError::NoPoll))
    }

    /// Keeps a page. The first good one begins the poll.
    fn keep(&mut self, poll: Option<PollNumber>, page: &PollPage) -> Result<PollNumber, Failure> {
        let next = page.next.as_ref().map(PageToken::as_str);
        let Some(poll) = poll else {
            self.store.bind_environment(&api::origin(&self.arguments.api))?;
            return Ok(self.store.begin_poll(self.asked, page.received, &page.connections, next)?);
        };
        match self.store.append_page(poll, &page.connections, next) {
            Ok(()) => Ok(poll),
            Err(error) => {
                if matches!(error, StoreError::RepeatedToken) {
                    self.store.drop_poll(poll)?;
                }
                Err(error.into())
            }
        }
    }

    /// Remembers what an interrupted poll needs to go on, or that it cannot.
    fn interrupted(&mut self, poll: Option<PollNumber>, error: ClientError) -> Failure {
        let now = self.clock.now();
        let remembered = match (poll, error.retry()) {
            (Some(poll), _) if !error.keeps_token() => self.store.drop_poll(poll),
            (_, Retry::At(until)) if until > now => self.store.postpone(until, now),
            _ => Ok(()),
        };
        match remembered {
            Ok(()) => Failure::Client(error),
            // Both are told: without the store's error the next run would surprise.
            Err(store) => Failure::ClientAndStore { client: error, store },
        }
    }

    fn report(&mut self, page: &PollPage) {
        for problem in &page.problems {
            self.problems += 1;
            if self.problems <= MOST_NAMED {
                output::warn(&problem.to_string());
            }
        }
    }
}

fn tell(result: &PollResult, format: Format) -> Result<(), Failure> {
    let PollResult { entries, new, changed, vanished, mass_vanishing, retired } = *result;
    if mass_vanishing {
        output::warn(&format!(
            "{vanished} connections have vanished, more than half: nobody is reminded until you confirm it by \
             `leap reengage --confirm-vanished`"
        ));
    }
    if format == Format::Json {
        let json = PollJson { connections: entries, new, changed, vanished, mass_vanishing, retired };
        return output::print(&output::json(&json)?);
    }
    let entries = output::counted(entries, "connection");
    output::note(&format!("{entries}: {new} new, {changed} changed, {vanished} vanished"));
    if retired > 0 {
        output::note(&format!("{retired} unused entries, links and meters were removed"));
    }
    Ok(())
}
