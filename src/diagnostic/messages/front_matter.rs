//! What can be said about front matter.
