//! Bars to rectangles, by plotters.
//!
//! plotters maps buckets and amounts to pixels and draws through a small backend that collects the rectangles. The page then
//! gives them classes and names, and labels are elements of its own. plotters' SVG and canvas backends write literal colours,
//! measure text with inline styles, which a strict CSP forbids, and cost 18 KB.

use plotters::coord::Shift;
use plotters::coord::types::{RangedCoordi32, RangedCoordi64};
use plotters::prelude::{Cartesian2d, Color, DrawingArea, Rectangle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;
use vpp_core::view_model::{Axis, Bar};

/// What a rectangle stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// A line across the chart at a tick.
    Grid,
    /// The line at zero.
    Baseline,
    /// A bucket's full height, which catches finger and pointer. Its bar follows.
    Bucket,
    /// Earnings.
    Earned,
    /// Negative earnings.
    Penalty,
    /// A bucket without dispatch: a dot on the baseline.
    Empty,
}

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// What it stands for.
    pub(crate) layer: Layer,
    /// Its left edge.
    pub(crate) left: i32,
    /// Its upper edge.
    pub(crate) top: i32,
    /// Its width.
    pub(crate) width: i32,
    /// Its height.
    pub(crate) height: i32,
}

/// Units across a bucket: plotters' integer axis then has room for the bar's edges.
const UNITS: i32 = 100;

/// Draws the chart into `width` × `height` device pixels, of which `density` make one CSS pixel.
pub(crate) fn draw(bars: &[Bar], axis: &Axis, width: u32, height: u32, density: u32) -> Vec<Shape> {
    let buckets = i32::try_from(bars.len()).unwrap_or(0);
    if buckets == 0 || width == 0 || height == 0 {
        return Vec::new();
    }
    // Without any value there is no scale; one unit of height keeps the baseline at the bottom.
    let (low, high) = (axis.low, axis.high.max(axis.low + 1));
    let [width, height, density] = [width, height, density].map(|pixels| i32::try_from(pixels).unwrap_or(1));
    let backend = Rc::new(RefCell::new(Collector { size: (width, height), density, shapes: Vec::new() }));
    let area: DrawingArea<Collector, Shift> = (&backend).into();
    let area = area.apply_coord_spec(Cartesian2d::<RangedCoordi32, RangedCoordi64>::new(
        0..buckets * UNITS,
        low..high,
        (0..width, height - density..0),
    ));
    // The backend keeps rectangles in memory, which cannot fail.
    let put = |layer: Layer, from: (i32, i64), to: (i32, i64)| {
        let _ = area.draw(&Rectangle::new([from, to], layer.filled()));
    };
    for tick in &axis.ticks {
        let layer = if tick.value == 0 { Layer::Baseline } else { Layer::Grid };
        put(layer, (0, tick.value), (buckets * UNITS, tick.value));
    }
    let (left, right) = edges(bars.len());
    for (bar, start) in bars.iter().zip((0..).step_by(UNITS.unsigned_abs() as usize)) {
        put(Layer::Bucket, (start, low), (start + UNITS, high));
        let (layer, value) = match bar.value {
            Some(value) if value < 0 => (Layer::Penalty, value),
            Some(value) => (Layer::Earned, value),
            None => (Layer::Empty, 0),
        };
        put(layer, (start + left, 0), (start + right, value));
    }
    drop(area);
    let mut backend = backend.borrow_mut();
    std::mem::take(&mut backend.shapes)
}

/// Where a bar begins and ends within its bucket. Many bars stand closer together; few are not slabs.
fn edges(buckets: usize) -> (i32, i32) {
    match buckets {
        0..=2 => (38, 62),
        3..=12 => (20, 80),
        13..=62 => (14, 86),
        _ => (0, 100),
    }
}

impl Layer {
    const ALL: [Self; 6] = [Self::Grid, Self::Baseline, Self::Bucket, Self::Earned, Self::Penalty, Self::Empty];
}

/// A backend sees only colours, so the layer travels as one.
impl Color for Layer {
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
        let Some(layer) = Layer::ALL.get(usize::from(style.color().rgb.0)).copied() else {
            return Ok(());
        };
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        let (mut top, mut bottom) = (a.1.min(b.1), a.1.max(b.1));
        match layer {
            // A line is one CSS pixel thick.
            Layer::Grid | Layer::Baseline => bottom = top + self.density,
            // The smallest amount stays visible, and an empty bucket is a dot on the baseline.
            Layer::Earned => top = top.min(bottom - 2 * self.density),
            Layer::Penalty => bottom = bottom.max(top + 2 * self.density),
            Layer::Empty => top = bottom - 2 * self.density,
            Layer::Bucket => bottom = self.size.1,
        }
        self.shapes.push(Shape { layer, left, top, width: right - left, height: bottom - top });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vpp_core::view_model::Tick;

    fn bar(value: Option<i64>) -> Bar {
        Bar { value, ..Bar::default() }
    }

    fn axis(values: &[i64]) -> Axis {
        let ticks = values.iter().map(|value| Tick { value: *value, label: String::new() });
        let end = |end: Option<&i64>| end.copied().unwrap_or(0);
        Axis { low: end(values.first()), high: end(values.last()), ticks: ticks.collect() }
    }

    fn of(shapes: &[Shape], layer: Layer) -> Vec<Shape> {
        shapes.iter().copied().filter(|shape| shape.layer == layer).collect()
    }

    #[test]
    fn every_place_has_its_column_and_values_their_height() {
        let bars = [bar(Some(100)), bar(None), bar(Some(50)), bar(Some(0))];
        let shapes = draw(&bars, &axis(&[0, 50, 100]), 400, 101, 1);
        let buckets = of(&shapes, Layer::Bucket);
        assert_eq!(buckets.iter().map(|bucket| bucket.left).collect::<Vec<_>>(), [0, 100, 200, 300]);
        assert!(buckets.iter().all(|bucket| bucket.width == 100 && bucket.height == 101));
        let earned = of(&shapes, Layer::Earned);
        assert_eq!(earned.iter().map(|bar| bar.height).collect::<Vec<_>>(), [100, 50, 2]);
        assert_eq!(of(&shapes, Layer::Empty).len(), 1);
        assert_eq!((of(&shapes, Layer::Grid).len(), of(&shapes, Layer::Baseline).len()), (2, 1));
    }

    #[test]
    fn a_bar_may_be_longer_than_the_last_tick() {
        let longer = Axis { high: 110, ..axis(&[0, 50, 100]) };
        let shapes = draw(&[bar(Some(110)), bar(Some(55))], &longer, 100, 111, 1);
        assert_eq!(of(&shapes, Layer::Earned).iter().map(|bar| bar.height).collect::<Vec<_>>(), [110, 55]);
        assert_eq!(of(&shapes, Layer::Grid).iter().map(|line| line.top).collect::<Vec<_>>(), [60, 10]);
    }

    #[test]
    fn penalties_hang_below_the_baseline() {
        let shapes = draw(&[bar(Some(100)), bar(Some(-100))], &axis(&[-100, 0, 100]), 100, 201, 1);
        let baseline = of(&shapes, Layer::Baseline)[0].top;
        assert_eq!(baseline, 100);
        assert_eq!(of(&shapes, Layer::Earned)[0].top, 0);
        let penalty = of(&shapes, Layer::Penalty)[0];
        assert_eq!((penalty.top, penalty.height), (baseline, 100));
    }

    #[test]
    fn columns_leave_no_gap_and_do_not_overlap() {
        for count in [1, 7, 12, 28, 31, 366] {
            let bars = vec![bar(Some(1)); count];
            let shapes = draw(&bars, &axis(&[0, 1]), 733, 100, 2);
            let buckets = of(&shapes, Layer::Bucket);
            assert_eq!(buckets.len(), count);
            assert!(buckets.windows(2).all(|pair| pair[0].left + pair[0].width == pair[1].left));
            assert_eq!(buckets[count - 1].left + buckets[count - 1].width, 733);
        }
    }

    #[test]
    fn nothing_to_draw_is_no_error() {
        assert!(draw(&[], &axis(&[0]), 100, 100, 1).is_empty());
        assert_eq!(of(&draw(&[bar(None)], &axis(&[0]), 100, 100, 1), Layer::Baseline).len(), 1);
    }
}
