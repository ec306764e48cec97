//! The command line as people meet it: what is printed where, and the exit code.

#![allow(clippy::expect_used, clippy::too_many_lines)]

#[path = "support/cli.rs"]
pub mod support;

mod building;
mod explaining;
mod helping;
mod mending;
#[cfg(unix)]
mod permissions;
mod scaffolding;
mod streams;
mod suggesting;

/// A site with two entries and a page that mentions them.
const SITE: &str = r#"
//- site.toml
title = "A reader"
rules = { no-passage = "off", summary = "off" }
//- content/index.md
+++
title = "Home"
+++
New wars are fought by armed groups. Armed groups gain from them.
//- content/concepts/new-wars.md
+++
title = "New wars"
+++
Wars of another kind.
//- content/concepts/armed-group.md
+++
title = "Armed group"
+++
Somebody with weapons.
"#;
