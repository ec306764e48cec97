//! The site as files in memory: what is published, before anything is written.

use std::collections::BTreeMap;

/// Every file of the built site by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Addresses are relative, with `/`, without a leading one: `concepts/hybrid-peace.html`.
    pub files: BTreeMap<String, Vec<u8>>,
}
