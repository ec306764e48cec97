//! The preview: a site's folder to pages on 127.0.0.1, built again whenever something changes.
//!
//! ```text
//! watch  : folder          -> "something changed, and it is quiet again"
//! rounds : folder, request -> Round    what one build came to; the last whole site stays up
//! meaning: Diagnostics       -> what their codes mean, for a page to show
//! shown  : Round           -> Shown    every published path, the findings, what a page has to know
//! guard  : request's head  -> whether it is answered at all
//! http   : Shown, sockets  -> answers
//! ```
//!
//! Nothing is written to the disk, and no path of a request ever reaches the file system: it is looked up among the
//! published addresses. A page tells which bytes it shows and asks for anything newer, so that no build is missed.

mod watch;
mod meaning;
mod rounds;
mod shown;
mod media;
mod guard;
mod http;
mod port;

use std::path::PathBuf;
use std::sync::Arc;

pub use guard::{Head, refusal};
pub use media::media_type;
pub use port::{Bound, FIRST_PORT, bind};
pub use rounds::{Round, Rounds};
pub use shown::{Answer, Asked, Findings, Shown};
pub use watch::{Cover, Wake, Watch};

use crate::diagnostic::IoError;
use crate::pipeline::Request;

/// Shows the site in the folder `root` until somebody ends the program (Ctrl-C), and tells of every build.
///
/// # Errors
/// [`IoError`] where the system gives no thread, socket or signal to work with.
pub fn serve(
    bound: Bound,
    root: PathBuf,
    request: Request,
    tell: impl Fn(&Round) + Send + 'static,
) -> Result<(), IoError> {
    let (sender, shown) = tokio::sync::watch::channel(Arc::new(Shown::default()));
    let rounds = move || {
        let mut watch = Watch::new(&root);
        let mut rounds = Rounds::new(root, request);
        loop {
            if let Some(round) = rounds.next(&mut watch) {
                // Nobody hears it when the program is ending.
                drop(sender.send(round.shown.clone()));
                tell(&round);
            }
            watch.wait();
        }
    };
    std::thread::Builder::new()
        .name("rounds".to_owned())
        .spawn(rounds)
        .map_err(IoError::new("start", "a thread"))?;
    http::run(bound, shown)
}
