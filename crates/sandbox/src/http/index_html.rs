//! Sets the built page up, such as with a Connect address, while it is being served; the file itself stays as it is.

use std::ops::Range;

/// The page with the setting `vpp:connect-url` set to this address.
pub fn point_at(html: &str, url: &str) -> String {
    set(html, "vpp:connect-url", url)
}

/// The page with the setting of this name set to this content.
pub(super) fn set(html: &str, name: &str, content: &str) -> String {
    let tag = format!("<meta name=\"{name}\" content=\"{}\">", escape(content));
    if let Some(place) = setting(html, name) {
        return format!("{}{tag}{}", &html[..place.start], &html[place.end..]);
    }
    // A page without the setting would talk to whatever is its default, perhaps to production.
    match html.find("</head>") {
        Some(end) => format!("{}{tag}{}", &html[..end], &html[end..]),
        None => format!("{tag}{html}"),
    }
}

/// Where the setting's element stands. Minifiers leave out quotes, so only the name is looked for.
fn setting(html: &str, name: &str) -> Option<Range<usize>> {
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

/// Text as it stands in HTML, inside or outside of quotes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
