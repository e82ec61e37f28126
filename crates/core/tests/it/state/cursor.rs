//! The cursor on the chart: which bucket it is on after each movement.

use crate::support::page::Page;
use crate::support::{any, january};
use proptest::{collection, option, prelude::*};
use vpp_core::domain::Intent;
use vpp_core::state::{Cursor, CursorMove, Measure, Msg};

fn hovering(index: usize) -> Option<Cursor> {
    Some(Cursor { index, pinned: false })
}

fn pinned(index: usize) -> Option<Cursor> {
    Some(Cursor { index, pinned: true })
}

fn after(cursor: Option<Cursor>, to: CursorMove, buckets: usize) -> Option<Cursor> {
    let mut page = Page::new();
    page.model.cursor = cursor;
    assert_eq!(page.send(Msg::CursorMoved { to, buckets }), None);
    assert_eq!(page.focus, None);
    page.model.cursor
}

#[test]
fn each_movement_leads_from_each_cursor_to_its_bucket() {
    use CursorMove::{First, Hover, Last, Leave, Next, Pin, Previous, Release, Select};
    for (to, from_none, from_hovering, from_pinned) in [
        (Hover(4), hovering(4), hovering(4), pinned(2)),
        (Hover(99), hovering(9), hovering(9), pinned(2)),
        (Leave, None, None, pinned(2)),
        (Select(4), pinned(4), pinned(4), pinned(4)),
        (Select(99), pinned(9), pinned(9), pinned(9)),
        (Previous, hovering(9), hovering(1), hovering(1)),
        (Next, hovering(0), hovering(3), hovering(3)),
        (First, hovering(0), hovering(0), hovering(0)),
        (Last, hovering(9), hovering(9), hovering(9)),
        (Pin, None, pinned(2), pinned(2)),
        (Release, None, None, None),
    ] {
        assert_eq!(after(None, to, 10), from_none, "{to:?} without a cursor");
        assert_eq!(after(hovering(2), to, 10), from_hovering, "{to:?} from a hovering cursor");
        assert_eq!(after(pinned(2), to, 10), from_pinned, "{to:?} from a pinned cursor");
    }
}

#[test]
fn the_cursor_stops_at_both_ends_of_the_axis() {
    assert_eq!(after(hovering(0), CursorMove::Previous, 10), hovering(0));
    assert_eq!(after(pinned(0), CursorMove::Previous, 10), hovering(0));
    assert_eq!(after(hovering(9), CursorMove::Next, 10), hovering(9));
    assert_eq!(after(hovering(0), CursorMove::Next, 1), hovering(0));
}

#[test]
fn a_chart_without_buckets_has_no_cursor() {
    for to in [CursorMove::Hover(0), CursorMove::Select(0), CursorMove::First, CursorMove::Last, CursorMove::Next] {
        assert_eq!(after(pinned(0), to, 0), None, "{to:?}");
    }
}

#[test]
fn a_pinned_cursor_of_a_longer_axis_does_not_count_on_a_shorter_one() {
    assert_eq!(after(pinned(200), CursorMove::Hover(3), 12), hovering(3));
    assert_eq!(after(pinned(12), CursorMove::Leave, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Pin, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Previous, 12), hovering(11));
    assert_eq!(after(pinned(11), CursorMove::Leave, 12), pinned(11));
}

#[test]
fn the_cursor_stays_as_long_as_the_period_does() {
    let mut page = Page::documented();
    page.read(CursorMove::Select(3));
    page.load(Intent::Previous, january());
    assert_eq!(page.model.cursor, None);
    page.read(CursorMove::Select(3));
    page.send(Msg::TableToggled);
    page.send(Msg::MeasureSelected(Measure::Energy));
    assert_eq!(page.model.cursor, pinned(3));
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_cursor_is_always_on_the_axis(
        from in option::of((any::<usize>(), any::<bool>())),
        moves in collection::vec((any::cursor_move(), 0..40usize), 1..20),
    ) {
        let mut cursor = from.map(|(index, pinned)| Cursor { index, pinned });
        for (to, buckets) in moves {
            let next = after(cursor, to, buckets);
            prop_assert!(next.is_none_or(|next| next.index < buckets), "{:?} {:?}", to, next);
            prop_assert_eq!(next.is_some_and(|next| next.pinned), match to {
                CursorMove::Select(_) => buckets > 0,
                CursorMove::Hover(_) | CursorMove::Leave | CursorMove::Pin => {
                    let valid = cursor.filter(|cursor| cursor.index < buckets);
                    valid.is_some_and(|valid| valid.pinned || to == CursorMove::Pin)
                }
                _ => false,
            });
            cursor = next;
        }
    }
}
