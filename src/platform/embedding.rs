//! The embedding page, which `src/loader/frame.js` posts events to.

use super::loader::Host;
use vpp_core::domain::calendar::iso_date;
use vpp_core::domain::{Address, Route};
use vpp_core::state::HostEvent;

/// Posts an event.
pub(crate) fn post_event(host: &Host, event: &HostEvent) {
    let address = |address: &Option<Address>| address.as_ref().map_or("", Address::as_str).to_owned();
    let none = String::new;
    let (kind, first, second, third) = match event {
        HostEvent::Action(name) => ("action", name.name(), none(), none()),
        HostEvent::Period(period) => ("period", period.kind().name(), iso_date(period.start()), iso_date(period.end())),
        HostEvent::Route { route, address: to } => {
            ("route", route.as_ref().map_or("", Route::name), address(to), none())
        }
        HostEvent::Close(to) => ("close", to.as_ref().map_or("", Address::as_str), none(), none()),
        HostEvent::Error { kind, request_id } => ("error", kind.name(), request_id.clone().unwrap_or_default(), none()),
    };
    host.post(kind, first, &second, &third);
}
