//! The site to pages: HTML, in memory.

pub mod theme;
pub mod html;
pub mod words;
pub mod views;
pub mod templates;
