//! Changes settings in the built page while it is being served. The file itself stays as it is.

use std::ops::Range;

use super::html::escape;

/// The page with the setting `vpp:connect-url` set to this address.
pub fn set_connect_url(html: &str, url: &str) -> String {
    set(html, "vpp:connect-url", url)
}

/// The page with the setting of this name set to this content.
pub(super) fn set(html: &str, name: &str, content: &str) -> String {
    let tag = format!("<meta name=\"{name}\" content=\"{}\">", escape(content));
    if let Some(range) = find(html, name) {
        return format!("{}{tag}{}", &html[..range.start], &html[range.end..]);
    }
    // Without the setting, the page would use its default, which might be production.
    match html.find("</head>") {
        Some(end) => format!("{}{tag}{}", &html[..end], &html[end..]),
        None => format!("{tag}{html}"),
    }
}

/// The range of the setting's element. Minifiers remove quotes, so this looks for the name alone.
fn find(html: &str, name: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(start) = html[from..].find("<meta").map(|at| from + at) {
        let end = start + html[start..].find('>')? + 1;
        if html[start..end].contains(name) {
            return Some(start..end);
        }
        from = end;
    }
    None
}
