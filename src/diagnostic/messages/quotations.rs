//! What can be said about quotations and their proof.
