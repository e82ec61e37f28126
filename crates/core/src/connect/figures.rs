//! The figures of a period.

#![allow(
    clippy::result_large_err,
    reason = "an answer has one error at most, and a box for its path would cost the page bytes"
)]

use super::json::{Json, Node};
use super::reader::{Reader, Unreadable, required};
use crate::domain::calendar::parse_date;
use crate::domain::date_time::parse_date_time;
use crate::domain::performance::Dispatch;
use crate::domain::point::distinct;
use crate::domain::{Decimal, Performance, Period, PeriodType, Point, Timestamp};

impl Reader {
    pub(super) fn performance(
        &mut self,
        root: &Node<impl Json>,
        node: &Node<impl Json>,
    ) -> Result<Performance, Unreadable> {
        let date = |node: &Node<_>| parse_date(&node.text()?);
        let kind = required(node, "period_type", "DAY, MONTH or YEAR", |node| PeriodType::parse(&node.text()?))?;
        let start = required(node, "period_start", "a date", date)?;
        let end = required(node, "period_end", "a date", date)?;
        let period = Period::stated(kind, start, end).ok_or(Unreadable {
            path: node.path.member("period_end"),
            expected: "a day from period_start to 400 months later",
        })?;
        let (points, undated) = self.points(node, kind);
        // Without a total of Connect the sum of what is known counts, if all points were understood.
        let understood = !undated && points.iter().all(|point| point.energy.or(point.earnings).is_some());
        let total = |key, part: fn(&Point) -> Option<Decimal>| {
            let known = || points.iter().filter_map(part);
            let sent = node.get(key);
            let total = match &sent {
                Some(total) => total.decimal(),
                None => understood.then(|| known().sum()),
            };
            // Nothing known of some points is not the same as nothing.
            let is_known = sent.is_some() || points.is_empty() || known().next().is_some();
            total.map(|total| (total, is_known)).ok_or(Unreadable { path: node.path.member(key), expected: "a number" })
        };
        let (energy, knows_energy) = total("energy_dispatched_kwh", |point| point.energy)?;
        let (earnings, knows_earnings) = total("earnings", |point| point.earnings)?;
        Ok(Performance {
            currency: required(root, "currency_code", "an ISO 4217 code", |node| {
                let code = node.text()?.to_ascii_uppercase();
                (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
            })?,
            period,
            available: self.known(
                node,
                "available_period_types",
                "a type of period this page knows",
                PeriodType::parse,
            ),
            has_previous: self.bool(node, "has_previous").unwrap_or(false),
            has_next: self.bool(node, "has_next").unwrap_or(false),
            total: Dispatch { energy, earnings },
            knows_energy,
            knows_earnings,
            points,
            undated,
        })
    }

    /// The points, each once; and whether there were some whose date was not understood.
    fn points(&mut self, node: &Node<impl Json>, kind: PeriodType) -> (Vec<Point>, bool) {
        let series = node.get("series");
        let Some(items) = series.as_ref().and_then(Node::items) else {
            self.warn(node.path.member("series"), "an array");
            return (Vec::new(), series.is_some());
        };
        let (mut points, mut undated) = (Vec::new(), false);
        for item in items {
            match self.point(&item, kind) {
                Some(point) => points.push(point),
                None => undated = true,
            }
        }
        (distinct(points), undated)
    }

    fn point(&mut self, item: &Node<impl Json>, kind: PeriodType) -> Option<Point> {
        let mut text = item.get("date").and_then(|date| date.text()).unwrap_or_default();
        if kind == PeriodType::Year && text.len() == 7 {
            text.push_str("-01");
        }
        let date = parse_date(&text).map(Timestamp::Date);
        let when = date.or_else(|| parse_date_time(&text).map(|(civil, offset)| Timestamp::Time(civil, offset)));
        if when.is_none() {
            self.warn(item.path.member("date"), "a date or a date-time");
        }
        let (mut energy, mut earnings) = (self.number(item, "dispatched_kwh"), self.number(item, "earnings"));
        // Earnings that are missing are not known yet. With earnings that are something else, the point is not understood.
        if earnings.is_none() && item.get("earnings").is_some() {
            energy = None;
        }
        // No energy earns nothing later.
        if energy == Some(Decimal::ZERO) {
            earnings = earnings.or(energy);
        }
        Some(Point { when: when?, energy, earnings })
    }
}
