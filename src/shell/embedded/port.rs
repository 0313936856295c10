//! The port to the host: one for as long as the page is there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use futures::channel::oneshot;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use super::is_nothing;
use crate::session::embedding::message::{Message, told};
use crate::session::embedding::{Asked, Token};
use crate::session::host_token::Reason;

/// The words on screen where a gateway refuses, which the host hears too.
const NOT_SIGNED_IN: &str = "Your session was not accepted.";

struct Port {
    port: MessagePort,
    handle: String,
    sent: u32,
    waiting: HashMap<String, oneshot::Sender<Option<Token>>>,
    follows: Option<Callback<Asked>>,
    /// What came before anybody followed.
    early: Vec<Asked>,
}

thread_local! {
    // Not in the reactive graph: the crash page uses it, and the transport.
    static PORT: RefCell<Option<Port>> = const { RefCell::new(None) };
}

/// Takes the port of a greeting and answers on it; not where there is one already: greetings are sent until one is answered.
pub fn accept(port: MessagePort, greeting: &Message, protocol: Option<u32>) -> bool {
    if PORT.with_borrow(Option::is_some) {
        return false;
    }
    post(&port, &greeting.answer(protocol));
    if protocol.is_none() {
        return true;
    }
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event.data()));
    port.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    let handle = greeting.messaging_handle.clone();
    let port = Port { port, handle, sent: 0, waiting: HashMap::new(), follows: None, early: Vec::new() };
    PORT.set(Some(port));
    true
}

/// Hands every message from now on, and those that came before, to whoever follows the host.
pub fn follow(follows: Callback<Asked>) {
    let early = PORT.with_borrow_mut(|port| {
        let port = port.as_mut()?;
        port.follows = Some(follows);
        Some(std::mem::take(&mut port.early))
    });
    early.into_iter().flatten().for_each(|asked| follows.run(asked));
}

/// Sends a message.
pub fn send(kind: &str, payload: &Value) -> Option<String> {
    PORT.with_borrow_mut(|port| {
        let Port { port, handle, sent, .. } = port.as_mut()?;
        *sent += 1;
        let id = format!("{handle}-a{sent}");
        post(port, &told(handle, &id, kind, payload));
        Some(id)
    })
}

/// Asks the host for a token. Nobody is waited for without end.
pub fn ask_token(reason: Reason) -> Pin<Box<dyn Future<Output = Option<Token>>>> {
    let (answer, answered) = oneshot::channel();
    if let Some(id) = send("gpc.token", &json!({ "reason": reason.word() })) {
        PORT.with_borrow_mut(|port| port.as_mut().map(|port| port.waiting.insert(id, answer)));
    }
    Box::pin(async move {
        let late = gloo_timers::future::TimeoutFuture::new(30_000);
        let token = match futures::future::select(answered, late).await {
            futures::future::Either::Left((answer, _)) => answer.ok().flatten(),
            futures::future::Either::Right(_) => None,
        };
        if token.is_none() {
            send("gpc.session", &json!({ "reason": reason.word(), "message": NOT_SIGNED_IN }));
        }
        token
    })
}

/// Tells the host that this page has stopped.
pub fn tell_crashed(message: &str) {
    // A panic while the port is held must not panic again.
    let _ = PORT.try_with(|port| {
        if let Ok(mut port) = port.try_borrow_mut()
            && let Some(Port { port, handle, .. }) = port.as_mut()
        {
            let payload =
                json!({ "code": "crashed", "message": message, "traceId": null, "retryable": true });
            post(port, &told(handle, "crashed", "gpc.error", &payload));
        }
    });
}

/// The JSON text of what another page sent; nothing where it is no plain value.
pub fn text(data: &JsValue) -> Option<String> {
    if is_nothing(data) {
        return None;
    }
    js_sys::JSON::stringify(data).ok()?.as_string()
}

fn post(port: &MessagePort, message: &Value) {
    if let Ok(message) = js_sys::JSON::parse(&message.to_string()) {
        let _ = port.post_message(&message);
    }
}

fn hear(data: &JsValue) {
    let Some(message) = text(data).and_then(|text| Message::read(&text)) else { return };
    let Some(asked) = message.asked() else { return };
    let follows = PORT.with_borrow_mut(|port| {
        let port = port.as_mut().filter(|port| port.handle == message.messaging_handle)?;
        if let Asked::Token(token) = &asked {
            let waits = message.response_to_message_id.as_ref().and_then(|id| port.waiting.remove(id))?;
            let _ = waits.send(token.clone());
            return None;
        }
        if port.follows.is_none() {
            port.early.push(asked.clone());
        }
        port.follows
    });
    if let Some(follows) = follows {
        follows.run(asked);
    }
}
