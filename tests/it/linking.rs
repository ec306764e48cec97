//! How words become links: by hand and by themselves (the manual's chapter on linking is this list in prose).

mod backlinks;
mod borders;
mod by_hand;
mod case;
mod density;
mod forms;
mod places;
mod relations;
