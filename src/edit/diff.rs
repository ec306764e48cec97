//! Changes as a unified diff, in the form that `git apply` and `patch` read.

use similar::TextDiff;

use super::{Change, File};

/// Lines shown before and after each that differs.
const CONTEXT: usize = 3;

/// All changes, file after file; empty where there are none.
pub fn diff(changes: &[Change]) -> String {
    let mut out = String::new();
    for change in changes {
        one(change, &mut out);
    }
    out
}

fn one(change: &Change, out: &mut String) {
    let (before, after) = (change.from(), change.to());
    let path = |file: Option<&File>| file.map_or_else(|| change.path().clone(), |file| file.path.clone());
    out.push_str(&format!("diff --git a/{} b/{}\n", path(before), path(after)));
    match change {
        Change::Created(_) => out.push_str("new file mode 100644\n"),
        Change::Deleted(_) => out.push_str("deleted file mode 100644\n"),
        Change::Rewritten { from, to } if from.path != to.path => {
            out.push_str(&format!("rename from {}\nrename to {}\n", from.path, to.path));
        }
        Change::Rewritten { .. } => {}
    }
    let text = |file: Option<&'_ File>| file.map_or_else(|| "".into(), |file| file.text.clone());
    let (old, new) = (text(before), text(after));
    if old == new {
        return;
    }
    let named = |side: char, file: Option<&File>| match file {
        Some(file) => format!("{side}/{}", file.path),
        None => "/dev/null".to_owned(),
    };
    out.push_str(&format!("--- {}\n+++ {}\n", named('a', before), named('b', after)));
    hunks(&old, &new, out);
}

fn hunks(old: &str, new: &str, out: &mut String) {
    // Lines end at line feeds, whatever else looks like an end: so do those of the programs that read this.
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let lines = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    for hunk in lines.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out.push_str(&format!("{}\n", hunk.header()));
        for line in hunk.iter_changes() {
            out.push_str(&format!("{}{}", line.tag(), line.value()));
            if !line.value().ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
}
