//! The site to pages: HTML, in memory.

pub mod html;
pub mod views;
mod words;
