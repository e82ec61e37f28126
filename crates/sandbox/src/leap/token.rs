//! Tokens of pages. They are full of characters that mean something else in an address, so that a client that does not
//! encode them is found out.

/// What surrounds the contents of a token.
const PREFIX: &str = "+RID:~ ";
const MIDDLE: &str = "==#RT:1/100% & ";

/// The token of the page that begins at an offset, for a question.
pub(super) fn write(offset: usize, question: &str) -> String {
    format!("{PREFIX}{offset}{MIDDLE}{:x}", fingerprint(question))
}

/// The offset in a token; `None` if it is damaged, or belongs to another question.
pub(super) fn read(token: &str, question: &str) -> Option<usize> {
    let (offset, mark) = token.strip_prefix(PREFIX)?.split_once(MIDDLE)?;
    (mark == format!("{:x}", fingerprint(question))).then_some(offset)?.parse().ok()
}

/// FNV-1a: it only has to differ between questions.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
