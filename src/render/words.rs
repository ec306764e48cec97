//! stub
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Words {}
