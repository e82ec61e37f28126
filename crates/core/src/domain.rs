//! The subject of the page: a customer's programme, participation and earnings.
//!
//! Nothing here knows JSON, a browser or a clock. The current day and the programme's time zone are arguments, so everything
//! can be tested natively and gives the same result everywhere.

pub mod action;
pub mod address;
pub mod answer;
pub mod calendar;
pub mod date_time;
pub mod decimal;
pub mod digits;
pub mod insight;
pub mod joining;
pub mod participation;
pub mod performance;
pub mod point;
pub mod problem;
pub mod route;
pub mod submission;
pub mod summary;
pub mod token;

pub use action::{Action, Intent};
pub use address::Address;
pub use answer::{Answer, ForeignRoute};
pub use calendar::{Period, PeriodType, Zone};
pub use decimal::Decimal;
pub use insight::Insight;
pub use joining::{Joining, ReferenceId};
pub use participation::{Participation, Programme};
pub use performance::Performance;
pub use point::{Point, Timestamp};
pub use problem::{Problem, ProblemKind};
pub use route::Route;
pub use submission::{Refusal, Request, Submission};
pub use summary::Summary;
pub use token::Token;
