//! The domain: dates, amounts, figures and requests.

mod address;
mod calendar;
mod decimal;
mod hours;
mod insight;
mod performance;
mod submission;
