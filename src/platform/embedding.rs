//! The embedding page, which `src/loader/frame.js` posts events to.

use super::loader::Host;
use vpp_core::domain::calendar::iso_date;
use vpp_core::domain::{Address, Route};
use vpp_core::state::HostEvent;

/// Posts an event. An empty value means that there is none.
pub(crate) fn post_event(host: &Host, event: &HostEvent) {
    let address = |address: &Option<Address>| address.as_ref().map_or("", Address::as_str).to_owned();
    let values = match event {
        HostEvent::Action(name) => vec!["action".to_owned(), name.name().to_owned()],
        HostEvent::Period(period) => {
            let [start, end] = [period.start(), period.end()].map(iso_date);
            vec!["period".to_owned(), period.kind().name().to_owned(), start, end]
        }
        HostEvent::Route { route, address: to } => {
            vec!["route".to_owned(), route.as_ref().map_or("", Route::name).to_owned(), address(to)]
        }
        HostEvent::Close(to) => vec!["close".to_owned(), address(to)],
        HostEvent::Error { kind, request_id } => {
            vec!["error".to_owned(), kind.name().to_owned(), request_id.clone().unwrap_or_default()]
        }
    };
    host.post(&values.into_iter().map(wasm_bindgen::JsValue::from).collect());
}
