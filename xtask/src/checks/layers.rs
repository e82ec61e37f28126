//! The layers of `vpp-core`, and the only caller of `update`.

use super::circles::Arrows;
use super::repository;
use super::rust_arrows;

/// The source of `vpp-core`.
const CORE: &str = "crates/core/src/";

/// The layers of `vpp-core`, each with the others that it may use.
const LAYERS: [(&str, &[&str]); 6] = [
    ("domain", &[]),
    ("settings", &["domain"]),
    ("locale", &["domain"]),
    ("connect", &["domain"]),
    ("state", &["connect", "domain", "settings"]),
    ("view_model", &["domain", "locale", "settings", "state"]),
];

/// The only file that calls `update`, apart from the re-export in its own layer.
const CALLER: &str = "src/app.rs";

/// The layer of a file of `vpp-core`.
fn layer(path: &str) -> Option<&str> {
    path.strip_prefix(CORE)?.split(['/', '.']).next()
}

/// Describes the arrows from a layer to one that it may not use.
fn upward(arrows: &Arrows) -> Vec<String> {
    let mut found = Vec::new();
    for ((from, to), names) in &arrows.0 {
        let (Some(lower), Some(upper)) = (layer(from), layer(to)) else { continue };
        let allowed = LAYERS.iter().find(|(name, _)| *name == lower).map(|(_, allowed)| *allowed);
        // The crate's root only lists the layers.
        let is_allowed = lower == upper || lower == "lib" || allowed.is_some_and(|allowed| allowed.contains(&upper));
        if !is_allowed {
            found.push(format!("{from} -> {to}  ({})", names.iter().cloned().collect::<Vec<_>>().join(", ")));
        }
    }
    found
}

/// The files outside its layer that use `update`.
fn callers(arrows: &Arrows) -> Vec<&str> {
    let is_update = |name: &String| name == "update" || name.ends_with("::update");
    let mut callers = Vec::new();
    for ((from, to), names) in &arrows.0 {
        if layer(to) == Some("state") && layer(from) != Some("state") && names.iter().any(is_update) {
            callers.push(from.as_str());
        }
    }
    callers
}

#[test]
fn layers_use_only_those_below() {
    let files = repository::texts(|path| path.ends_with(".rs") || path.ends_with("Cargo.toml"));
    for (name, _) in LAYERS {
        assert!(files.keys().any(|path| layer(path) == Some(name)), "there is no layer {name}");
    }
    let arrows = rust_arrows::arrows(&files);
    let found = upward(&arrows);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    assert_eq!(callers(&arrows), [CALLER], "the callers of `update`");
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
        let between =
            |from: &str, to: &str| upward(&arrow(&format!("{CORE}{from}.rs"), &format!("{CORE}{to}.rs"), "X"));
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
