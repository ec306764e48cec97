//! Sockets to answers: HTTP/1.1 by hyper, on one thread.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::time::{sleep, timeout};

use super::guard::{Head, refusal};
use super::port::Bound;
use super::shown::{Answer, Asked, Shown, decoded};
use crate::diagnostic::IoError;

/// Connections at once; more wait.
const MOST_CONNECTIONS: usize = 128;
/// Header fields of a request.
const MOST_HEADERS: usize = 64;
/// Bytes of a request's head.
const HEAD_BYTES: usize = 16 * 1024;
/// How long a request's head may take, and how long a connection may idle.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a connection may last. A page that waits for news asks again.
const CONNECTION_TIME: Duration = Duration::from_secs(300);
/// How long a page waits for news before it is told that there are none.
const NEWS_TIME: Duration = Duration::from_secs(25);
/// Where pages ask for news.
const NEWS: &str = "/_lectern/news";

type Watched = watch::Receiver<Arc<Shown>>;

/// Answers until somebody ends the program, or nothing will ever be shown again.
///
/// # Errors
/// [`IoError`] where the system gives no socket or no signals.
pub fn run(bound: Bound, shown: Watched) -> Result<(), IoError> {
    let failed = || IoError::new("listen on", format!("127.0.0.1:{}", bound.port));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed())?;
    bound.listener.set_nonblocking(true).map_err(failed())?;
    runtime.block_on(async {
        let stop = Arc::new(Notify::new());
        stop_on_signals(&stop).map_err(IoError::new("listen for", "signals"))?;
        tokio::spawn(stop_with(shown.clone(), stop.clone()));
        let listener = TcpListener::from_std(bound.listener).map_err(failed())?;
        tokio::spawn(accept(listener, bound.port, shown));
        stop.notified().await;
        Ok(())
    })
}

#[cfg(unix)]
fn stop_on_signals(stop: &Arc<Notify>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()] {
        let (mut signals, stop) = (signal(kind)?, stop.clone());
        tokio::spawn(async move {
            signals.recv().await;
            stop.notify_one();
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn stop_on_signals(stop: &Arc<Notify>) -> std::io::Result<()> {
    let stop = stop.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.notify_one();
        }
    });
    Ok(())
}

/// Stops when the builds do: without them a preview is a picture of the past.
async fn stop_with(mut shown: Watched, stop: Arc<Notify>) {
    while shown.changed().await.is_ok() {}
    stop.notify_one();
}

async fn accept(listener: TcpListener, port: u16, shown: Watched) {
    let room = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, most likely: others will be closed.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let shown = shown.clone();
        tokio::spawn(async move {
            // Whoever goes away or talks nonsense isn't waited for.
            let _ = timeout(CONNECTION_TIME, connection(stream, port, shown)).await;
            drop(place);
        });
    }
}

async fn connection(stream: TcpStream, port: u16, shown: Watched) -> Result<(), hyper::Error> {
    let service = service_fn(move |request: Request<Incoming>| {
        let shown = shown.clone();
        async move {
            let answer = answer(&request, port, shown).await;
            Ok::<_, Infallible>(response(answer))
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(MOST_HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .await
}

async fn answer(request: &Request<Incoming>, port: u16, mut shown: Watched) -> Answer {
    let all = |name: HeaderName| -> Vec<Option<&str>> {
        request.headers().get_all(name).iter().map(|value| value.to_str().ok()).collect()
    };
    let head = Head {
        method: request.method().as_str(),
        hosts: all(header::HOST),
        authority: request.uri().authority().map(hyper::http::uri::Authority::as_str),
        origins: all(header::ORIGIN),
    };
    if let Some((status, why)) = refusal(&head, port) {
        return Answer::sentence(status, why);
    }
    if request.uri().path() != NEWS {
        return shown.borrow().clone().answer(request.uri().path());
    }
    let asked = asked(request.uri().query().unwrap_or_default());
    let mut news = None;
    let is_news = |shown: &Arc<Shown>| {
        news = shown.news(&asked);
        news.is_some()
    };
    // Whether there were any, or the time is over, `news` tells.
    drop(timeout(NEWS_TIME, shown.wait_for(is_news)).await);
    match news {
        Some(json) => Answer::json(json),
        None => Answer { status: 204, ..Answer::sentence(204, "") },
    }
}

/// The fields of a query, as `URLSearchParams` writes them.
fn asked(query: &str) -> Asked {
    let mut asked = Asked::default();
    for (name, value) in query.split('&').filter_map(|field| field.split_once('=')) {
        let value = decoded(&value.replace('+', " ")).unwrap_or_default();
        match name {
            "page" => asked.page = value,
            "shown" => asked.shown = value,
            "findings" => asked.findings = value,
            _ => {}
        }
    }
    asked
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body)));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let location = answer.location.and_then(|location| HeaderValue::from_str(&location).ok());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // No page of another site may take a script or an image from here either.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("same-origin"));
    if let Some(location) = location {
        headers.insert(header::LOCATION, location);
    }
    response
}
