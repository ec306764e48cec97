//! The site as files in memory: what is published, before anything is written.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Every file of the built site by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Addresses are relative, with `/`, without a leading one: `concepts/hybrid-peace.html`.
    /// Their bytes are shared with whoever keeps a page for the next build.
    pub files: BTreeMap<String, Arc<Vec<u8>>>,
}
