//! Files to start from: a whole small site, and a single entry. Texts only; who asks for them writes them.

mod entry;
mod site;

pub use entry::{File, New, Unfit, file};
pub use site::{Release, site};
