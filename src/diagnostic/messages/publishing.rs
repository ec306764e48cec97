//! What can be said about the output folder.
