//! Why a word is or isn't linked.
