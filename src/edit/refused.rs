//! Why an edit isn't made.

use std::fmt;

use super::Unfit;
use crate::diagnostic::IoError;

/// Why nothing is changed: what is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// One fact.
    pub message: String,
    /// Advice; may be empty.
    pub help: Vec<String>,
}

impl Refused {
    /// A fact and one piece of advice.
    pub fn new(message: String, help: &str) -> Refused {
        Refused { message, help: vec![help.to_owned()] }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl From<Unfit> for Refused {
    fn from(why: Unfit) -> Refused {
        Refused { message: why.to_string(), help: Vec::new() }
    }
}

impl From<IoError> for Refused {
    fn from(error: IoError) -> Refused {
        Refused { message: error.to_string(), help: Vec::new() }
    }
}
