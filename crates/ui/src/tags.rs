//! One function for each tag.

use crate::element::El;

macro_rules! tags {
    ($($name:ident)*) => {
        $(
            #[doc = concat!("A `<", stringify!($name), ">`.")]
            pub fn $name() -> El {
                El::new(stringify!($name))
            }
        )*
    };
}

tags! {
    a caption dd div dl dt figcaption figure form h1 h2 header input label option p section select span strong table tbody
    td tfoot th thead tr
}

/// A `<main>`.
pub fn main_element() -> El {
    El::new("main")
}

/// A `<button>` that does not submit a form.
pub fn button() -> El {
    El::new("button").attr("type", "button")
}

/// A `<button>` that submits its form.
pub fn submit_button() -> El {
    El::new("button").attr("type", "submit")
}
