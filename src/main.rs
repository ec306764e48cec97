//! Runs a command, prints what it says, and exits with its code.

fn main() {}
