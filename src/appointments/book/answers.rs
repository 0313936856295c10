//! What several practices answered, in one sentence for screen readers: twenty practices are not twenty announcements, and
//! none of them speaks over how a booking ended.

/// One practice of a search, and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The practice's name.
    pub practice: String,
    /// What it said.
    pub answer: Answer,
}

/// The state of the question to one practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Not answered yet.
    Awaited,
    /// So many free slots.
    Slots(usize),
    /// No answer that can be counted, in a few words: `Not reached`.
    None(String),
}

/// The answers so far in one sentence: `6 of 20 practices have answered, 49 slots`. Nothing while all are awaited.
pub fn in_one(answers: &[Answered]) -> Option<String> {
    let slots = |count: usize| match count {
        0 => "no free slot".to_owned(),
        1 => "1 slot".to_owned(),
        count => format!("{count} slots"),
    };
    if let [only] = answers {
        return match &only.answer {
            Answer::Awaited => None,
            Answer::Slots(count) => Some(format!("{}: {}", only.practice, slots(*count))),
            Answer::None(why) => Some(format!("{}: {why}", only.practice)),
        };
    }
    let (mut answered, mut free, mut without) = (0, 0, String::new());
    for one in answers {
        match &one.answer {
            Answer::Awaited => {}
            Answer::Slots(count) => {
                answered += 1;
                free += count;
            }
            Answer::None(why) => without.push_str(&format!(". {}: {why}", one.practice)),
        }
    }
    let is_awaited = answers.iter().all(|one| one.answer == Answer::Awaited);
    let all = answers.len();
    (!is_awaited).then(|| format!("{answered} of {all} practices have answered, {}{without}", slots(free)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(all: &[(&str, Answer)]) -> Vec<Answered> {
        let one = |(practice, answer): &(&str, Answer)| Answered {
            practice: (*practice).to_owned(),
            answer: answer.clone(),
        };
        all.iter().map(one).collect()
    }

    // proves: APT-15
    #[test]
    fn several_practices_are_told_in_one_sentence_and_who_failed_by_name() {
        let refused = Answer::None("Not reached".to_owned());
        let said = |all: &[_]| in_one(&answers(all));
        assert_eq!(said(&[("Millbrook", Answer::Awaited), ("Harbour", Answer::Awaited)]), None);
        assert_eq!(
            said(&[("Millbrook", Answer::Slots(42)), ("Harbour", Answer::Awaited)]).as_deref(),
            Some("1 of 2 practices have answered, 42 slots")
        );
        assert_eq!(
            said(&[
                ("Millbrook", Answer::Slots(42)),
                ("Harbour", Answer::Slots(0)),
                ("Station Road", refused.clone())
            ])
            .as_deref(),
            Some("2 of 3 practices have answered, 42 slots. Station Road: Not reached")
        );
        // A practice asked alone is named.
        assert_eq!(said(&[("Millbrook", Answer::Slots(1))]).as_deref(), Some("Millbrook: 1 slot"));
        assert_eq!(said(&[("Station Road", refused)]).as_deref(), Some("Station Road: Not reached"));
        assert_eq!(said(&[("Millbrook", Answer::Awaited)]), None);
    }
}
