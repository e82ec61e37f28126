//! Bars to rectangles, by plotters.
//!
//! plotters maps days and amounts to pixels and draws through a small backend of our own, which keeps the rectangles
//! instead of painting them. So the page can give them classes and names, and labels can be the page's own elements:
//! plotters' SVG and canvas backends write literal colours, measure text with inline styles which a strict CSP forbids,
//! and cost 18 KB.

use crate::view_model::{Bar, Tick};
use plotters::coord::Shift;
use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::prelude::{Cartesian2d, Color, DrawingArea, Rectangle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

/// What a rectangle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A line across the chart at a mark.
    Grid,
    /// The line at zero.
    Baseline,
    /// The full height of a place on the axis: where a finger or a pointer finds it. Its bar, if any, follows it.
    Bucket,
    /// Earnings.
    Earned,
    /// Negative earnings.
    Penalty,
    /// An empty place on the baseline.
    Nothing,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What it is.
    pub ink: Ink,
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

/// Units across a place, so that plotters' integer axis can put the bar's edges within it.
const UNITS: i32 = 100;

/// Draws the chart into `width` × `height` pixels, at `density` pixels for one of the page's.
pub fn draw(bars: &[Bar], marks: &[Tick], width: u32, height: u32, density: u32) -> Vec<Shape> {
    let (Some(low), Some(high)) = (marks.first(), marks.last()) else {
        return Vec::new();
    };
    let places = i32::try_from(bars.len()).unwrap_or(0);
    if places == 0 || width == 0 || height == 0 {
        return Vec::new();
    }
    // Without any value there is no scale; one unit of height keeps the baseline at the bottom.
    let (low, high) = if low.value == high.value { (0, 1) } else { (low.value, high.value) };
    let [width, height, density] = [width, height, density].map(|pixels| i32::try_from(pixels).unwrap_or(1));
    let backend = Rc::new(RefCell::new(Collector { size: (width, height), density, shapes: Vec::new() }));
    let area: DrawingArea<Collector, Shift> = (&backend).into();
    let area = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
        0..places * UNITS,
        low..high,
        (0..width, height - density..0),
    ));
    // The backend keeps rectangles in memory, which cannot fail.
    let put = |ink: Ink, from: (i32, i64), to: (i32, i64)| {
        let _ = area.draw(&Rectangle::new([from, to], ink.filled()));
    };
    for mark in marks {
        let ink = if mark.value == 0 { Ink::Baseline } else { Ink::Grid };
        put(ink, (0, mark.value), (places * UNITS, mark.value));
    }
    let (left, right) = edges(bars.len());
    for (bar, start) in bars.iter().zip((0..).step_by(UNITS.unsigned_abs() as usize)) {
        put(Ink::Bucket, (start, low), (start + UNITS, high));
        let (ink, value) = match bar.value {
            Some(value) if value < 0 => (Ink::Penalty, value),
            Some(value) => (Ink::Earned, value),
            None => (Ink::Nothing, 0),
        };
        put(ink, (start + left, 0), (start + right, value));
    }
    drop(area);
    let mut backend = backend.borrow_mut();
    std::mem::take(&mut backend.shapes)
}

/// Where a bar begins and ends within its place. Many bars stand closer together; few are not slabs.
fn edges(places: usize) -> (i32, i32) {
    match places {
        0..=2 => (38, 62),
        3..=12 => (20, 80),
        13..=62 => (14, 86),
        _ => (0, 100),
    }
}

impl Ink {
    const ALL: [Self; 6] = [Self::Grid, Self::Baseline, Self::Bucket, Self::Earned, Self::Penalty, Self::Nothing];
}

/// The backend sees only colours, so the kind of ink travels as one.
impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (*self as u8, 0, 0) }
    }
}

struct Collector {
    size: (i32, i32),
    density: i32,
    shapes: Vec<Shape>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Collector {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0.unsigned_abs(), self.size.1.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _fill: bool) -> Drawn {
        let Some(ink) = Ink::ALL.get(usize::from(style.color().rgb.0)).copied() else {
            return Ok(());
        };
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        let (mut top, mut bottom) = (a.1.min(b.1), a.1.max(b.1));
        match ink {
            // A line is as thick as one of the page's pixels.
            Ink::Grid | Ink::Baseline => bottom = top + self.density,
            // The smallest amount is still to be seen, and an empty place is a dot on the baseline.
            Ink::Earned => top = top.min(bottom - 2 * self.density),
            Ink::Penalty => bottom = bottom.max(top + 2 * self.density),
            Ink::Nothing => top = bottom - 2 * self.density,
            Ink::Bucket => bottom = self.size.1,
        }
        self.shapes.push(Shape { ink, left, top, width: right - left, height: bottom - top });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: Option<i64>) -> Bar {
        Bar { value, ..Bar::default() }
    }

    fn marks(values: &[i64]) -> Vec<Tick> {
        values.iter().map(|value| Tick { value: *value, label: String::new() }).collect()
    }

    fn of(shapes: &[Shape], ink: Ink) -> Vec<Shape> {
        shapes.iter().copied().filter(|shape| shape.ink == ink).collect()
    }

    #[test]
    fn every_place_has_its_column_and_values_their_height() {
        let bars = [bar(Some(100)), bar(None), bar(Some(50)), bar(Some(0))];
        let shapes = draw(&bars, &marks(&[0, 50, 100]), 400, 101, 1);
        let places = of(&shapes, Ink::Bucket);
        assert_eq!(places.iter().map(|place| place.left).collect::<Vec<_>>(), [0, 100, 200, 300]);
        assert!(places.iter().all(|place| place.width == 100 && place.height == 101));
        let earned = of(&shapes, Ink::Earned);
        assert_eq!(earned.iter().map(|bar| bar.height).collect::<Vec<_>>(), [100, 50, 2]);
        assert_eq!(of(&shapes, Ink::Nothing).len(), 1);
        assert_eq!((of(&shapes, Ink::Grid).len(), of(&shapes, Ink::Baseline).len()), (2, 1));
    }

    #[test]
    fn penalties_hang_below_the_baseline() {
        let shapes = draw(&[bar(Some(100)), bar(Some(-100))], &marks(&[-100, 0, 100]), 100, 201, 1);
        let baseline = of(&shapes, Ink::Baseline)[0].top;
        assert_eq!(baseline, 100);
        assert_eq!(of(&shapes, Ink::Earned)[0].top, 0);
        let penalty = of(&shapes, Ink::Penalty)[0];
        assert_eq!((penalty.top, penalty.height), (baseline, 100));
    }

    #[test]
    fn columns_leave_no_gap_and_do_not_overlap() {
        for count in [1, 7, 12, 28, 31, 366] {
            let bars = vec![bar(Some(1)); count];
            let shapes = draw(&bars, &marks(&[0, 1]), 733, 100, 2);
            let places = of(&shapes, Ink::Bucket);
            assert_eq!(places.len(), count);
            assert!(places.windows(2).all(|pair| pair[0].left + pair[0].width == pair[1].left));
            assert_eq!(places[count - 1].left + places[count - 1].width, 733);
        }
    }

    #[test]
    fn nothing_to_draw_is_no_error() {
        assert!(draw(&[], &marks(&[0]), 100, 100, 1).is_empty());
        assert!(draw(&[bar(None)], &[], 100, 100, 1).is_empty());
        assert_eq!(of(&draw(&[bar(None)], &marks(&[0]), 100, 100, 1), Ink::Baseline).len(), 1);
    }
}
