//! What the provider is told to do: over HTTP by `POST /sandbox/…`, in the page by the settings' `sandbox` member.

use serde_json::{Value, json};

use crate::gpconnect::{Method, Request, Response};
use crate::sandbox::door::answer::{self, html_page};
use crate::sandbox::door::faults::Fault;
use crate::sandbox::mailbox::Conduct;
use crate::sandbox::provider::{Provider, practice};
use crate::sandbox::resource::members::{items, text};
use crate::sandbox::world::federation;
use crate::sandbox::world::practices::Practice;

impl Provider {
    /// A provider as the `sandbox` member of a settings file describes it: each name is a control address, each value
    /// what it is told, a list several things. The error names the member.
    pub fn told(control: &Value) -> Result<Self, (String, String)> {
        let mut provider = Provider::new();
        for (name, value) in control.as_object().into_iter().flatten() {
            for one in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
                provider.tell(name, one).map_err(|why| (format!("sandbox.{name}"), why))?;
            }
        }
        Ok(provider)
    }

    /// Tells it one thing:
    /// - `practices`: a number; how many generated practices the settings name beside the others
    /// - `standing`: `{"practice": "Y90101", "standing": "slow:3000"}`
    /// - `behaviour`: switches, at one practice with `practice`
    /// - `mailbox`: what becomes of consultation summaries, with `nhsNumber` of one patient's
    /// - `faults`: a fault that waits for the calls it concerns
    pub fn tell(&mut self, name: &str, what: &Value) -> Result<(), String> {
        match name {
            "practices" => {
                let count = what.as_u64().and_then(|count| usize::try_from(count).ok());
                let count = count.filter(|count| *count <= federation::MOST);
                self.federation = count.ok_or(format!("is {what}; it is at most {}", federation::MOST))?;
            }
            "standing" => {
                let practice = known(what)?;
                self.told.standings.insert(practice.ods.to_owned(), text(what, "standing").parse()?);
            }
            "behaviour" if what.get("practice").is_some() => {
                let practice = known(what)?;
                let mut switches = what.clone();
                switches.as_object_mut().map(|switches| switches.remove("practice"));
                let changed = self.behaviour_at(practice.ods).with(&switches)?;
                self.told.behaviours.insert(practice.ods.to_owned(), changed);
            }
            "behaviour" => self.behaviour = self.behaviour.with(what)?,
            "mailbox" => self.mailbox.told.push(Conduct::read(what)?),
            "faults" => self.add_fault(Fault::read(what)?),
            other => return Err(format!("{other} is not a setting of the sandbox")),
        }
        Ok(())
    }

    /// `/sandbox/NAME` over HTTP; `GET /sandbox/diary` shows what every practice has booked, `GET /sandbox/tasks`
    /// the tasks that it has taken in.
    pub(super) fn control(&mut self, name: &str, request: &Request) -> Response {
        let done = match (name, request.method) {
            ("diary", Method::Get) => return shown(&self.booked()),
            ("tasks", Method::Get) => return shown(&self.tasks_taken()),
            ("behaviour", Method::Get) => Ok(()),
            ("reset", Method::Post) => {
                self.reset();
                Ok(())
            }
            ("practices" | "standing" | "behaviour" | "mailbox" | "faults", Method::Post) => {
                serde_json::from_slice(request.body.as_deref().unwrap_or_default())
                    .map_err(|error| error.to_string())
                    .and_then(|what| self.tell(name, &what))
            }
            _ => return html_page(404, "Not Found"),
        };
        match done {
            Ok(()) => shown(&json!({ "behaviour": self.behaviour, "faults": self.waiting_faults() })),
            Err(why) => answer::respond(400, "text/plain;charset=utf-8", why.into_bytes()),
        }
    }

    /// Every appointment of every practice, for whoever counts them.
    fn booked(&self) -> Value {
        let one = |stored: &crate::sandbox::resource::stored::Stored| {
            let slots = items(&stored.resource, "slot").iter().map(|slot| text(slot, "reference"));
            json!({
                "practice": stored.ods,
                "id": stored.id(),
                "version": stored.version(),
                "status": text(&stored.resource, "status"),
                "start": text(&stored.resource, "start"),
                "description": text(&stored.resource, "description"),
                "slots": slots.collect::<Vec<_>>(),
            })
        };
        Value::Array(self.appointments.iter().map(one).collect())
    }
}

fn known(what: &Value) -> Result<&'static Practice, String> {
    let ods = text(what, "practice");
    practice(ods).ok_or_else(|| format!("{ods} is not a practice of the sandbox"))
}

fn shown(value: &Value) -> Response {
    answer::respond(200, "application/json", value.to_string().into_bytes())
}
