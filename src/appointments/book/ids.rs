//! Ids of elements that one part of the page puts the focus on and another one draws.

use crate::clinical::slots::Slot;

/// The page's heading, which every step has.
pub const HEADING: &str = "book-heading";
/// What holds the slots of the day, board or list.
pub const SLOTS: &str = "slots-of-day";
/// The heading of the choice.
pub const CHOICE_HEADING: &str = "choice-heading";
/// The description of the booking.
pub const DESCRIPTION: &str = "booking-description";

/// A slot, on the board and in the list: unlike the slot's own id it is of one practice.
pub fn slot_id(slot: &Slot) -> String {
    format!("slot-{}-{}", slot.practice, slot.id)
}
