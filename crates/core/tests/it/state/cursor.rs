//! The cursor on the chart: which bucket it is on after each movement.

use crate::support::page::Page;
use crate::support::{any, january};
use proptest::{collection, option, prelude::*};
use vpp_core::domain::Intent;
use vpp_core::state::{Cursor, CursorMove, Effect, Measure, Msg};

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
    use CursorMove::{Cancel, Hover, Leave, Lift, Next, Press, Previous, Release};
    for (to, from_none, from_hovering, from_pinned) in [
        (Hover(4), hovering(4), hovering(4), hovering(4)),
        (Hover(99), hovering(9), hovering(9), hovering(9)),
        (Hover(2), hovering(2), hovering(2), pinned(2)),
        (Leave, None, None, pinned(2)),
        (Press(4), pinned(4), pinned(4), pinned(4)),
        (Press(99), pinned(9), pinned(9), pinned(9)),
        (Lift, None, hovering(2), pinned(2)),
        (Cancel, None, hovering(2), pinned(2)),
        (Previous, hovering(9), hovering(1), hovering(1)),
        (Next, hovering(0), hovering(3), hovering(3)),
        (Release, None, None, None),
    ] {
        assert_eq!(after(None, to, 10), from_none, "{to:?} without a cursor");
        assert_eq!(after(hovering(2), to, 10), from_hovering, "{to:?} from a hovering cursor");
        assert_eq!(after(pinned(2), to, 10), from_pinned, "{to:?} from a pinned cursor");
    }
}

/// The cursors during these movements on ten buckets, from none.
fn during(moves: &[CursorMove]) -> Vec<Option<Cursor>> {
    let mut page = Page::new();
    let mut step = |to| {
        page.send(Msg::CursorMoved { to, buckets: 10 });
        page.model.cursor
    };
    moves.iter().map(|to| step(*to)).collect()
}

#[test]
fn a_pressed_pointer_reads_at_once_and_always_and_keeps_the_last() {
    use CursorMove::{Hover, Leave, Lift, Press};
    let read = during(&[Press(3), Lift, Press(5), Hover(6), Hover(7), Leave, Hover(8), Lift, Leave]);
    assert_eq!(read, [3, 3, 5, 6, 7, 7, 8, 8, 8].map(pinned));
    // After a click the mouse reads on where it goes.
    assert_eq!(
        during(&[Press(3), Lift, Hover(3), Hover(4), Leave]),
        [pinned(3), pinned(3), pinned(3), hovering(4), None]
    );
}

#[test]
fn a_second_tap_on_the_same_bucket_lets_go() {
    use CursorMove::{Hover, Leave, Lift, Press};
    let twice = [Press(3), Lift, Leave, Press(3), Hover(3), Lift];
    assert_eq!(during(&twice), [pinned(3), pinned(3), pinned(3), pinned(3), pinned(3), None]);
    // A mouse is still there, and reads when it enters another bucket, or this one again.
    let moves = [&twice[..], &[Hover(3), Hover(4), Hover(3)]].concat();
    assert_eq!(during(&moves)[6..], [None, hovering(4), hovering(3)]);
    let moves = [&twice[..], &[Leave, Hover(3)]].concat();
    assert_eq!(during(&moves)[6..], [None, hovering(3)]);
    // The first click on what the mouse hovers over keeps it, and so does a finger that has been elsewhere.
    assert_eq!(during(&[Hover(3), Press(3), Lift]).pop(), Some(pinned(3)));
    assert_eq!(during(&[Press(3), Lift, Press(3), Hover(4), Hover(3), Lift]).pop(), Some(pinned(3)));
    assert_eq!(during(&[Press(3), Lift, Press(3), Press(3), Lift, Lift]).pop(), Some(pinned(3)), "two fingers");
}

#[test]
fn a_cancelled_press_brings_back_what_was_read_before() {
    use CursorMove::{Cancel, Hover, Lift, Press};
    assert_eq!(during(&[Press(3), Cancel]), [pinned(3), None]);
    assert_eq!(during(&[Press(3), Lift, Press(5), Hover(6), Cancel]).pop(), Some(pinned(3)));
    assert_eq!(during(&[Hover(3), Press(5), Cancel, Cancel, Lift]).pop(), Some(hovering(3)));
    assert_eq!(during(&[Press(3), Lift, Press(5), Press(8), Cancel, Cancel]).pop(), Some(pinned(3)), "two fingers");
}

#[test]
fn what_is_chosen_in_a_list_is_read_until_it_is_chosen_again() {
    use CursorMove::{Hover, Leave, Press, Toggle};
    assert_eq!(during(&[Toggle(3), Leave, Toggle(3), Toggle(3)]), [pinned(3), pinned(3), None, pinned(3)]);
    assert_eq!(during(&[Toggle(3), Toggle(5), Toggle(99), Toggle(9)]), [pinned(3), pinned(5), pinned(9), None]);
    assert_eq!(during(&[Hover(3), Toggle(3)]).pop(), Some(None));
    assert_eq!(during(&[Hover(3), Toggle(5), Hover(6)]), [hovering(3), pinned(5), hovering(6)]);
    assert_eq!(during(&[Press(3), Toggle(5), Hover(6)]).pop(), Some(hovering(6)), "no press goes on");
}

#[test]
fn the_headline_comes_into_sight_only_for_what_was_chosen_outside_the_chart() {
    use CursorMove::{Cancel, Hover, Leave, Lift, Next, Press, Previous, Release, Toggle};
    let mut page = Page::documented();
    let mut effect = |to| page.send(Msg::CursorMoved { to, buckets: 28 });
    assert_eq!(effect(Toggle(3)), Some(Effect::ShowReading));
    for to in [Hover(3), Press(4), Lift, Cancel, Leave, Previous, Next, Release] {
        assert_eq!(effect(to), None, "{to:?}");
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
    for to in [CursorMove::Hover(0), CursorMove::Press(0), CursorMove::Lift, CursorMove::Next] {
        assert_eq!(after(pinned(0), to, 0), None, "{to:?}");
    }
}

#[test]
fn a_pinned_cursor_of_a_longer_axis_does_not_count_on_a_shorter_one() {
    assert_eq!(after(pinned(200), CursorMove::Hover(3), 12), hovering(3));
    assert_eq!(after(pinned(12), CursorMove::Leave, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Lift, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Previous, 12), hovering(11));
    assert_eq!(after(pinned(11), CursorMove::Leave, 12), pinned(11));
}

#[test]
fn the_cursor_stays_as_long_as_the_period_does() {
    let mut page = Page::documented();
    page.read(CursorMove::Press(3));
    page.load(Intent::Previous, january());
    assert_eq!(page.model.cursor, None);
    page.read(CursorMove::Press(3));
    page.send(Msg::TableToggled);
    page.send(Msg::MeasureSelected(Measure::Energy));
    assert_eq!(page.model.cursor, pinned(3));
}

#[test]
fn the_chart_forgets_the_cursor_when_its_buckets_change() {
    let mut page = Page::documented();
    page.read(CursorMove::Press(3));
    assert_eq!(page.send(Msg::ChartResized { width: 600 }), None);
    assert!(page.model.cursor.is_some(), "the width has not changed");
    assert_eq!(page.send(Msg::ChartResized { width: 599 }), None);
    assert_eq!((page.model.narrow_chart, page.model.cursor), (true, None));
    assert_eq!(page.send(Msg::ChartResized { width: 600 }), None);
    assert!(!page.model.narrow_chart);
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn the_cursor_is_always_on_the_axis(
        from in option::of((any::<usize>(), any::<bool>())),
        moves in collection::vec((any::cursor_move(), 0..40usize), 1..20),
    ) {
        let mut page = Page::new();
        page.model.cursor = from.map(|(index, pinned)| Cursor { index, pinned });
        for (to, buckets) in moves {
            page.send(Msg::CursorMoved { to, buckets });
            let cursor = page.model.cursor;
            prop_assert!(cursor.is_none_or(|cursor| cursor.index < buckets), "{:?} {:?}", to, cursor);
            if let CursorMove::Press(index) = to && buckets > 0 {
                prop_assert_eq!(cursor, pinned(index.min(buckets - 1)));
            }
        }
    }
}
