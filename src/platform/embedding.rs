//! The embedding page, which `src/loader/frame.js` posts events to.

use super::loader::Host;
use vpp_core::domain::calendar::iso_date;
use vpp_core::domain::{Address, Route};
use vpp_core::state::HostEvent;

/// Posts an event.
pub(crate) fn post_event(host: &Host, event: &HostEvent) {
    match event {
        HostEvent::Action(name) => host.post("action", name.name(), "", ""),
        HostEvent::Period(period) => {
            host.post("period", period.kind().name(), &iso_date(period.start()), &iso_date(period.end()));
        }
        HostEvent::Route { route, address } => {
            host.post(
                "route",
                route.as_ref().map_or("", Route::name),
                address.as_ref().map_or("", Address::as_str),
                "",
            );
        }
        HostEvent::Close(address) => host.post("close", address.as_ref().map_or("", Address::as_str), "", ""),
        HostEvent::Error { kind, request_id } => {
            host.post("error", kind.name(), request_id.as_deref().unwrap_or_default(), "");
        }
    }
}
