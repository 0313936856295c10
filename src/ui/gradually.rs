//! Long drawing in short tasks: the page answers the user in between, and what is in sight first is painted first.

use std::cell::RefCell;
use std::collections::VecDeque;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdleRequestOptions, MessageChannel};

type Piece = Box<dyn FnOnce()>;

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Piece>,
    is_running: bool,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

#[allow(
    clippy::disallowed_methods,
    reason = "the queue belongs to the page; each piece ends with its own owner"
)]
fn start() {
    spawn_local(work());
}

/// Does a piece of work soon, in the order asked for: the first at once, the others in tasks of a few milliseconds.
pub fn soon(piece: impl FnOnce() + 'static) {
    let starts = QUEUE.with_borrow_mut(|queue| {
        queue.waiting.push_back(Box::new(piece));
        !std::mem::replace(&mut queue.is_running, true)
    });
    if starts {
        start();
    }
}

/// A flag that is set soon: `{move || drawn.get().then(…)}` is drawn in a task of its own.
pub fn drawn_soon() -> RwSignal<bool> {
    let drawn = RwSignal::new(false);
    // Set no more once its owner has gone.
    soon(move || {
        drawn.try_set(true);
    });
    drawn
}

/// A value that follows another, each change in a task of its own.
pub fn follows<T>(source: Memo<T>) -> ReadSignal<T>
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
{
    let follower = RwSignal::new(T::default());
    let catch_up = move || {
        if let Some(value) = source.try_get_untracked() {
            follower.try_set(value);
        }
    };
    Effect::new(move |_| {
        source.track();
        soon(catch_up);
    });
    follower.read_only()
}

/// How long a task may go on with what waits, in milliseconds: less than a frame, so that the page stays at hand.
const SLICE: f64 = 10.0;

async fn work() {
    // What is in sight comes first and is painted before the rest.
    let mut until = now();
    loop {
        let piece = QUEUE.with_borrow_mut(|queue| {
            let piece = queue.waiting.pop_front();
            queue.is_running = piece.is_some();
            piece
        });
        let Some(piece) = piece else { return };
        piece();
        // What the piece has changed is drawn before the clock is read.
        tick().await;
        if now() >= until {
            next_task().await;
            until = now() + SLICE;
        }
    }
}

/// Resumes when the page has nothing else to do: what has changed so far is painted, and a click was answered first. After a
/// fifth of a second it waits no longer.
pub async fn idle() {
    let options = IdleRequestOptions::new();
    options.set_timeout(200);
    let is_idle = Promise::new(&mut |done, _| {
        // Not every browser tells when it is idle.
        if window().request_idle_callback_with_options(&done, &options).is_err() {
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, 50);
        }
    });
    let _ = JsFuture::from(is_idle).await;
}

/// Milliseconds since the page was opened.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Resumes in a task of its own. A message, because a timer would wait four milliseconds each time.
pub async fn next_task() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (here, there) = (channel.port1(), channel.port2());
    let arrived = Promise::new(&mut |done, _| {
        here.set_onmessage(Some(&done));
        // Should it fail, nothing resumes: but it cannot, as nothing is transferred.
        let _ = there.post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(arrived).await;
    here.close();
}
