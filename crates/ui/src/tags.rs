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
    a caption dd div dl dt figcaption figure h1 h2 header input label li ol option p section select span strong table
    tbody td tfoot th thead tr ul
}

/// A `<main>`.
pub fn main_element() -> El {
    El::new("main")
}

/// A `<button>` that submits no form.
pub fn button() -> El {
    El::new("button").attr("type", "button")
}
