//! The first request: what the loader may send early is what the program sends. tests/browser/first-request.spec.mjs holds the
//! loader against the same table.

use serde_json::Value;
use vpp_core::connect::request::body;
use vpp_core::domain::{Request, Token};
use vpp_core::settings::Settings;

/// A page as a row of the table describes it.
struct Page<'a> {
    settings: Vec<(String, String)>,
    token: &'a str,
    resumed: Option<&'a str>,
}

impl Page<'_> {
    /// Where the program sends its first request, and its body.
    fn request(&self) -> Option<(String, String)> {
        let settings = Settings::read(self.settings.iter().cloned()).ok()?;
        let token = Token::parse(self.token)?;
        let request = if self.resumed == Some(token.reveal()) { Request::Restore } else { Request::Start };
        Some((settings.connect_url, body(&token, &request)))
    }
}

#[test]
fn the_program_sends_what_the_loader_may_send_early_and_nothing_where_nothing_is_sent() {
    let table: Value = serde_json::from_str(include_str!("../../../../../tests/first-requests.json")).unwrap();
    let pages = table["pages"].as_array().unwrap();
    assert!(pages.len() > 100);
    for row in pages {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let pairs = row["settings"].as_array().unwrap();
        let page = Page {
            settings: pairs.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect(),
            token: row["token"].as_str().unwrap_or_default(),
            resumed: row["resumed"].as_str(),
        };
        let url = row["url"].as_str().unwrap_or_else(|| row["settings"][0][1].as_str().unwrap_or_default());
        let route = if page.resumed == Some(page.token) { "session_restore" } else { "session_start" };
        let expected = table["bodies"][route].as_str().unwrap().replace("TOKEN", page.token);
        let expected = (row["sends"] != "never").then(|| (url.trim().to_owned(), expected));
        assert_eq!(page.request(), expected, "{row}");
    }
}
