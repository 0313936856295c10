//! A task as it is written: complete or not, and what would be sent of it.

use crate::clinical::appointments::text::sent;
use crate::gpconnect::User;
use crate::gpconnect::tasks::TaskType;

/// What is wrong with a draft. Never quotes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nobody has said of which type it is; neither is taken for granted.
    NoType,
    /// It has no text.
    NoText,
    /// It is too long, by so many characters, with the line that says who wrote it.
    TooLong(usize),
}

/// A complete task, shown for a last look before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its type.
    pub kind: TaskType,
    /// The whole text as it is sent, the line that says who wrote it at its end.
    pub text: String,
    /// Whether something that was typed cannot be seen, and so is not sent.
    pub left_out: bool,
}

/// Who wrote it, as the practice reads it: nothing else on the wire that people see names the person.
pub fn signature(user: &User) -> String {
    let name = [&user.prefix, &user.given, &user.family];
    let name = name.into_iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    let name = name.collect::<Vec<_>>().join(" ");
    let role = Some(user.role.trim()).filter(|role| !role.is_empty()).map(|role| format!(", {role}"));
    sent(&format!("Written by {name}{}", role.unwrap_or_default()))
}

/// Most characters that can be typed: the line that says who wrote it takes its own, with the line break before it.
pub fn room(limit: usize, signature: &str) -> usize {
    limit.saturating_sub(signature.chars().count() + 1)
}

impl Review {
    /// Checks a draft; every fault at once.
    pub fn of(
        kind: Option<TaskType>,
        typed: &str,
        signature: &str,
        limit: usize,
    ) -> Result<Self, Vec<Fault>> {
        let text = sent(typed);
        let over = text.chars().count().checked_sub(room(limit, signature)).filter(|over| *over > 0);
        let no_text = text.is_empty().then_some(Fault::NoText);
        let faults: Vec<Fault> = kind
            .is_none()
            .then_some(Fault::NoType)
            .into_iter()
            .chain(no_text)
            .chain(over.map(Fault::TooLong))
            .collect();
        match kind {
            Some(kind) if faults.is_empty() => {
                Ok(Self { kind, left_out: seen(typed) != seen(&text), text: format!("{text}\n{signature}") })
            }
            _ => Err(faults),
        }
    }
}

/// A text without blanks, so that line breaks in another form and blanks around it are no difference.
fn seen(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(prefix: &str, role: &str) -> User {
        User {
            id: "u-1".to_owned(),
            family: "Okoro".to_owned(),
            given: "Nadia".to_owned(),
            prefix: prefix.to_owned(),
            role: role.to_owned(),
            sds_user_id: "UNK".to_owned(),
            sds_role_profile_id: "UNK".to_owned(),
            job_role: "UNK".to_owned(),
        }
    }

    const SIGNED: &str = "Written by Ms Nadia Okoro, nurse practitioner";

    fn review(kind: Option<TaskType>, typed: &str) -> Result<Review, Vec<Fault>> {
        Review::of(kind, typed, SIGNED, 300)
    }

    #[test]
    fn a_person_is_named_with_what_is_known_of_them() {
        assert_eq!(signature(&user("Ms", "nurse practitioner")), SIGNED);
        assert_eq!(signature(&user("", " ")), "Written by Nadia Okoro");
    }

    #[test]
    fn no_type_is_taken_for_granted_and_every_fault_is_told_at_once() {
        assert_eq!(review(None, " \n "), Err(vec![Fault::NoType, Fault::NoText]));
        assert_eq!(review(None, "x"), Err(vec![Fault::NoType]));
        assert_eq!(review(Some(TaskType::ActionNeeded), ""), Err(vec![Fault::NoText]));
    }

    #[test]
    fn the_limit_holds_the_whole_text_and_nothing_is_cut() {
        let most = room(300, SIGNED);
        assert_eq!(most + SIGNED.chars().count() + 1, 300);
        let kind = Some(TaskType::InformationOnly);
        for one in ["a", "é", "🙂"] {
            let full = review(kind, &format!("  {}\n", one.repeat(most))).unwrap();
            assert_eq!(full.text.chars().count(), 300, "{one}");
            assert_eq!(review(kind, &one.repeat(most + 2)), Err(vec![Fault::TooLong(2)]), "{one}");
        }
        assert_eq!(room(10, SIGNED), 0);
    }

    #[test]
    fn what_cannot_be_seen_is_not_sent_and_that_is_told() {
        let kind = Some(TaskType::ActionNeeded);
        let clean = review(kind, " Please\r\nreview 5 mg <b>now</b> & 🙂 ").unwrap();
        assert_eq!(clean.text, format!("Please\nreview 5 mg <b>now</b> & 🙂\n{SIGNED}"));
        assert!(!clean.left_out);
        let hidden = review(kind, "war\u{200b}farin\u{7}").unwrap();
        assert_eq!((hidden.text.lines().next(), hidden.left_out), (Some("warfarin"), true));
    }
}
