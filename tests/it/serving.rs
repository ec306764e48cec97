//! The preview as a browser and an editor meet it: real files, a real process, real sockets.
//!
//! Nothing here waits for a time. A test asks the server for anything newer than what it knows, as a page does, and
//! the server answers when there is. A minute without an answer is a failure.

#![allow(clippy::expect_used, clippy::too_many_lines)]

#[path = "support/preview.rs"]
mod preview;

mod answers;
mod edits;
mod heard;
mod mistakes;
mod starting;

/// A site under a path, with two entries, a page that mentions one of them, and an image.
const SITE: &str = r#"
//- site.toml
title = "A reader"
base_url = "https://example.org/reader/"
rules = { no-passage = "off", summary = "off", unused-concept = "off" }
//- content/index.md
+++
title = "Home"
+++
New wars are fought by armed groups.
//- content/pages/about.md
+++
title = "About"
+++
Nothing of it is said here. ![A dot](dot.png)
//- content/pages/dot.png
not really an image
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
