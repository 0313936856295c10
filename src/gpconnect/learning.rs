//! Reading a capability statement: once in a session, and nobody waits long for it (ARH-21, FND-25).

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};

use super::care_record::ReadConformance;
use super::client::Client;
use super::foundations::ReadMetadata;
use super::interaction::Capability;
use super::transport::Cancel;

impl Client {
    /// Reads what the practice's system says of one service root, where nobody has in this session. After `longest`
    /// it is given up, and what it would have hidden is asked for.
    pub async fn learn(&self, capability: Capability, longest: Duration, cancel: &Cancel) {
        let statements = self.statements();
        let ods = &self.provider().ods;
        if self.provider().roots.of(capability).is_none() || !statements.begin(ods, capability) {
            return;
        }
        let read = async {
            match capability {
                Capability::Foundations => self.send(&ReadMetadata, cancel).await.ok(),
                Capability::Html => self.send(&ReadConformance, cancel).await.ok(),
                // Structured: not asked for unless told to (ARS-71).
                Capability::Structured | Capability::Documents | Capability::Pds => None,
            }
        };
        if let Either::Left((Some(received), _)) = select(pin!(read), pin!(self.pause(longest, cancel))).await
        {
            statements.keep(ods, capability, received.value);
        }
    }
}
