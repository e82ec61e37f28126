//! The layers of `vpp-core` and of `leap`, what the sandbox uses of `leap`, and the only caller of `update`.

use super::circles::Arrows;
use super::repository;
use super::rust_arrows;

/// A library, and its layers with the others that each may use.
struct Layers {
    /// The folder of its source.
    source: &'static str,
    layers: &'static [(&'static str, &'static [&'static str])],
}

const CORE: Layers = Layers {
    source: "crates/core/src/",
    layers: &[
        ("domain", &[]),
        ("settings", &["domain"]),
        ("locale", &["domain"]),
        ("connect", &["domain"]),
        ("state", &["connect", "domain", "settings"]),
        ("view_model", &["domain", "locale", "settings", "state"]),
    ],
};

const LEAP: Layers = Layers {
    source: "crates/leap/src/",
    layers: &[
        ("text", &[]),
        ("instant", &[]),
        ("language", &[]),
        ("address", &["text"]),
        ("data", &["text"]),
        ("class", &["text"]),
        ("region", &["text"]),
        ("name", &["text"]),
        ("spreadsheet", &["name", "text"]),
        ("utility", &["data", "region", "text"]),
        ("link", &["address", "class", "name", "region", "text", "utility"]),
        ("confirmation", &["address", "name", "text"]),
        ("connection", &["name", "region", "text"]),
        ("decode", &["connection", "instant", "text"]),
        ("encode", &["connection", "instant"]),
        ("entries", &["connection"]),
        // The feature `client`. The pure layers do not use it, except where `inventory` fetches.
        ("client", &["address", "connection", "decode", "instant", "name", "text"]),
        ("inventory", &["client", "connection", "decode", "entries", "instant"]),
        ("codes", &["data", "text"]),
        ("agreements", &["connection", "data"]),
        ("next_step", &["agreements", "class", "codes", "connection", "instant", "link", "text"]),
        ("messages", &["agreements", "codes", "data", "language", "next_step", "text"]),
        ("reengagement", &["codes", "next_step", "text", "utility"]),
        // What reads and writes: each behind a feature.
        ("customers", &["text"]),
        ("store", &["class", "connection", "decode", "entries", "language", "link", "reengagement", "text"]),
        // The program uses the library as any other would, and nothing uses the program.
        ("cli", &[ANY]),
        ("main", &["cli"]),
    ],
};

/// What the sandbox uses of `leap`: it reads links, as a partner's page writes them. Its API is written independently, because a
/// stand-in that shared the code of the decoder or the client would share its mistakes.
const OF_THE_SANDBOX: &[&str] = &["class", "link", "name", "region", "utility"];

/// Stands for all layers.
const ANY: &str = "*";

/// The only file that calls `update`, apart from the re-export in its own layer.
const CALLER: &str = "src/app.rs";

impl Layers {
    /// The layer of a file.
    fn of<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(self.source)?.split(['/', '.']).next()
    }

    /// Describes the arrows from a layer to one that it may not use.
    fn upward(&self, arrows: &Arrows) -> Vec<String> {
        let mut found = Vec::new();
        for ((from, to), names) in &arrows.0 {
            let (Some(lower), Some(upper)) = (self.of(from), self.of(to)) else { continue };
            let allowed = self.layers.iter().find(|(name, _)| *name == lower).map(|(_, allowed)| *allowed);
            // The crate's root only lists the layers.
            let is_allowed = lower == upper
                || lower == "lib"
                || allowed.is_some_and(|allowed| allowed.contains(&upper) || allowed.contains(&ANY));
            if !is_allowed {
                found.push(format!("{from} -> {to}  ({})", names.iter().cloned().collect::<Vec<_>>().join(", ")));
            }
        }
        found
    }
}

/// Describes the arrows from the sandbox to a layer of `leap` that it does not use.
fn shared_with_the_sandbox(arrows: &Arrows) -> Vec<String> {
    let from_sandbox = arrows.0.keys().filter(|(from, _)| from.starts_with("crates/sandbox/src/"));
    let is_shared = |to: &str| LEAP.of(to).is_some_and(|layer| layer != "lib" && !OF_THE_SANDBOX.contains(&layer));
    from_sandbox.filter(|(_, to)| is_shared(to)).map(|(from, to)| format!("{from} -> {to}")).collect()
}

/// The files outside its layer that use `update`.
fn callers(arrows: &Arrows) -> Vec<&str> {
    let is_update = |name: &String| name == "update" || name.ends_with("::update");
    let mut callers = Vec::new();
    for ((from, to), names) in &arrows.0 {
        if CORE.of(to) == Some("state") && CORE.of(from) != Some("state") && names.iter().any(is_update) {
            callers.push(from.as_str());
        }
    }
    callers
}

#[test]
fn layers_use_only_those_below() {
    let files = repository::texts(|path| path.ends_with(".rs") || path.ends_with("Cargo.toml"));
    let arrows = rust_arrows::arrows(&files);
    for library in [CORE, LEAP] {
        for (name, _) in library.layers {
            assert!(files.keys().any(|path| library.of(path) == Some(name)), "{}: no layer {name}", library.source);
        }
        let found = library.upward(&arrows);
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
    assert_eq!(callers(&arrows), [CALLER], "the callers of `update`");
    assert_eq!(shared_with_the_sandbox(&arrows), [""; 0]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str, name: &str) -> Arrows {
        let mut arrows = Arrows::default();
        arrows.add(from, to, name);
        arrows
    }

    #[test]
    fn upward_arrows_are_reported() {
        let between = |from: &str, to: &str| {
            CORE.upward(&arrow(&format!("{}{from}.rs", CORE.source), &format!("{}{to}.rs", CORE.source), "X"))
        };
        assert_eq!(between("state/model", "domain/action"), [""; 0]);
        assert_eq!(between("lib", "view_model"), [""; 0]);
        assert_eq!(
            between("domain/action", "state"),
            ["crates/core/src/domain/action.rs -> crates/core/src/state.rs  (X)"]
        );
        assert_eq!(between("connect", "view_model/page").len(), 1);
        assert_eq!(between("a_new_layer", "domain").len(), 1);
    }

    #[test]
    fn what_the_sandbox_must_not_share_is_found() {
        let of = |from: &str, to: &str| shared_with_the_sandbox(&arrow(from, to, "X"));
        assert_eq!(of("crates/sandbox/src/leap/plan.rs", "crates/leap/src/link/flow.rs"), [""; 0]);
        assert_eq!(of("crates/leap/src/cli.rs", "crates/leap/src/decode.rs"), [""; 0]);
        let shared = of("crates/sandbox/src/leap/entry.rs", "crates/leap/src/decode/entry.rs");
        assert_eq!(shared, ["crates/sandbox/src/leap/entry.rs -> crates/leap/src/decode/entry.rs"]);
    }

    #[test]
    fn every_caller_of_update_is_found() {
        let update = "crates/core/src/state/update.rs";
        for name in ["update", "vpp_core::state::update"] {
            assert_eq!(callers(&arrow("src/views/a.rs", update, name)), ["src/views/a.rs"]);
        }
        assert_eq!(callers(&arrow("crates/core/src/state.rs", update, "update::update")), [""; 0]);
        assert_eq!(callers(&arrow("src/views/a.rs", update, "state::Model")), [""; 0]);
        assert_eq!(callers(&arrow("src/a.rs", "src/b.rs", "update")), [""; 0]);
    }
}
