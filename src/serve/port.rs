//! The port of the preview.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use crate::diagnostic::IoError;

/// The port that is tried first.
pub const FIRST_PORT: u16 = 4600;
/// How many are tried.
const N_TRIED: u16 = 20;

/// A port that is ours.
#[derive(Debug)]
pub struct Bound {
    /// Where browsers are heard.
    pub(super) listener: TcpListener,
    /// Its number.
    pub port: u16,
    /// The first of those before it that others had; none where the first was free.
    pub taken: Option<u16>,
}

/// Takes the port `wish` (0: any that is free), or without a wish the first free one from [`FIRST_PORT`] on. It is
/// open to this machine only.
///
/// # Errors
/// [`IoError`] with verb `listen on`: what was wished for is taken, or all of them are.
pub fn bind(wish: Option<u16>) -> Result<Bound, IoError> {
    let listen = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let last = if wish.is_some() { 0 } else { N_TRIED - 1 };
    let first = wish.unwrap_or(FIRST_PORT);
    for port in first..=first.saturating_add(last) {
        let refused = IoError::new("listen on", format!("127.0.0.1:{port}"));
        match listen(port).and_then(|listener| Ok((listener.local_addr()?.port(), listener))) {
            Ok((port, listener)) => {
                let taken = (first < port && wish.is_none()).then_some(first);
                return Ok(Bound { listener, port, taken });
            }
            Err(err) if err.kind() == ErrorKind::AddrInUse && port < first.saturating_add(last) => {}
            Err(err) => return Err(refused(err)),
        }
    }
    unreachable!("the last port either is free or is refused")
}
