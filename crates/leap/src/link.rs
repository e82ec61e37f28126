//! The links that customers get: made here, and read back.
//!
//! | flow | address |
//! |---|---|
//! | direct to the utility | `https://www.addleap.com/ORG/UTILITY/getting-started?refId=R` |
//! | Leap Connect | `https://onboarding.leap.energy/ORG/TITLE/?requestedUtilities=U&refId=R` |
//! | Leap Connect since 2025 | `https://connect.leap.energy?transmissionRegion=N&variant=V&account=ORG&refId=R` |
//!
//! Values are written as they are: all of their characters mean the same without encoding. A loopback address of the same
//! shape counts as Leap's, so that a sandbox can stand in.

mod alteration;
mod error;
mod flow;
mod hosts;
mod kind;
mod read;
mod template;
mod warning;

pub use alteration::{Alteration, Altered};
pub use error::{LinkError, LinkRefusal};
pub use flow::{Flow, Link};
pub use hosts::StandIn;
pub use kind::{LinkKind, Variant};
pub use read::ParsedLink;
pub use template::LinkTemplate;
pub use warning::LinkWarning;
