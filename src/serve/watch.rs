//! Waiting until something in a site's folder may have changed, and nobody is writing any more.
//!
//! What the system reports only wakes; what has changed is told by looking ([`crate::load::look`]). A report that never comes
//! costs seconds, since the folder is looked at again and again anyway, but no change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::PLACES;

/// How long it must have been quiet.
const QUIET: Duration = Duration::from_millis(20);
/// How long somebody is waited for who goes on changing things, or has made a file and not yet written into it.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a file is waited for that was written to and not yet closed.
const OPEN: Duration = Duration::from_secs(10);
/// How long nothing is heard until the folder is looked at anyway, at least.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// The folders of a site, watched.
pub struct Watch {
    /// None where the system lets nobody watch.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    root: PathBuf,
    watched: BTreeSet<PathBuf>,
    /// What isn't watched and why, until it is told.
    trouble: Option<String>,
    /// How long the last look took: looking takes a hundredth of the time, at most.
    look: Duration,
}

/// Files that somebody has open to write, and until when they are waited for.
type Writing = BTreeMap<PathBuf, Instant>;

/// Whether a folder is watched now that wasn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// What lies in it may have changed since it was looked at.
    More,
    /// No other than before.
    Same,
}

/// Why a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// Something was reported.
    Heard,
    /// Nothing was, for long enough to look all the same.
    Time,
}

impl Watch {
    /// Ready to watch the site in `root`; nothing is watched yet.
    pub fn new(root: &Path) -> Watch {
        let (sender, events) = channel();
        let watcher = RecommendedWatcher::new(sender, Config::default().with_follow_symlinks(false));
        let trouble = watcher.as_ref().err().map(said);
        // What is reported has full paths.
        let root = std::path::absolute(root).unwrap_or(root.to_owned());
        let watcher = watcher.ok();
        Watch { watcher, events, root, watched: BTreeSet::new(), trouble, look: Duration::ZERO }
    }

    /// Watches the root and these folders in it.
    pub fn cover(&mut self, folders: &[PathBuf]) -> Cover {
        let Some(watcher) = &mut self.watcher else { return Cover::Same };
        let mut cover = Cover::Same;
        let folders = folders.iter().map(|folder| self.root.join(folder));
        for folder in std::iter::once(self.root.clone()).chain(folders) {
            if self.watched.contains(&folder) {
                continue;
            }
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => cover = Cover::More,
                // It went away since it was seen, or it is one too many: the next look tells.
                Err(err) if matches!(err.kind, notify::ErrorKind::PathNotFound) => continue,
                Err(err) => self.trouble = Some(said(&err)),
            }
            self.watched.insert(folder);
        }
        cover
    }

    /// What can't be watched, once.
    pub fn trouble(&mut self) -> Option<String> {
        self.trouble.take()
    }

    /// Says how long a look takes.
    pub fn looked(&mut self, took: Duration) {
        self.look = took;
    }

    /// Returns when something may have changed and it is quiet, or when it is time to look again.
    pub fn wait(&mut self) -> Wake {
        let mut writing = Writing::new();
        if !self.woken(LOOK_AGAIN.max(self.look * 100), &mut writing) {
            return Wake::Time;
        }
        let since = Instant::now();
        loop {
            let is_quiet = !self.woken(QUIET, &mut writing);
            let now = Instant::now();
            writing.retain(|_, until| now < *until);
            let is_over = writing.is_empty() && (is_quiet || PATIENCE <= now - since);
            if is_over || OPEN <= now - since {
                return Wake::Heard;
            }
        }
    }

    /// Whether something is heard that matters, within this time.
    fn woken(&mut self, most: Duration, writing: &mut Writing) -> bool {
        let until = Instant::now() + most;
        loop {
            match self.events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) => {
                    if self.matters(event, writing) {
                        return true;
                    }
                }
                Err(RecvTimeoutError::Timeout) => return false,
                Err(RecvTimeoutError::Disconnected) => {
                    // Nobody watches: only the time is left.
                    std::thread::sleep(until.saturating_duration_since(Instant::now()));
                    return false;
                }
            }
        }
    }

    /// Whether an event tells of a change to the site. Keeps the list of files that somebody has open to write.
    fn matters(&mut self, event: notify::Result<Event>, writing: &mut Writing) -> bool {
        // Whatever went wrong, looking is right.
        let Ok(event) = event else { return true };
        let is_of_site = |path: &PathBuf| {
            // Some systems report a path by another name of the folder.
            let Ok(inside) = path.strip_prefix(&self.root) else { return true };
            inside
                .components()
                .next()
                .is_none_or(|first| PLACES.iter().any(|place| first.as_os_str().to_str() == Some(*place)))
        };
        if !event.paths.is_empty() && !event.paths.iter().any(is_of_site) {
            return false;
        }
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                writing.retain(|path, _| !event.paths.contains(path));
            }
            EventKind::Access(_) => return false,
            // Only there is it told when a file is closed again. A link is made like a file and never closed.
            EventKind::Create(CreateKind::File) if cfg!(target_os = "linux") => {
                writing.extend(event.paths.into_iter().map(|path| (path, Instant::now() + PATIENCE)));
            }
            EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => {
                writing.extend(event.paths.into_iter().map(|path| (path, Instant::now() + OPEN)));
            }
            EventKind::Modify(ModifyKind::Metadata(_)) => {}
            // A folder that was moved or removed is no longer watched, even if another has its name now.
            _ => {
                for path in &event.paths {
                    writing.remove(path);
                    self.watched.remove(path);
                }
            }
        }
        true
    }
}

fn said(err: &notify::Error) -> String {
    match &err.kind {
        notify::ErrorKind::MaxFilesWatch => "the system watches no more folders".to_owned(),
        _ => format!("the system doesn't watch: {}", err.to_string().to_lowercase()),
    }
}
