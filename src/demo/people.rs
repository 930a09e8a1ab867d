//! Who is in the demonstration and how far their story has gone: data in `people.toml`.

use serde::Deserialize;

use super::random::Random;

const PEOPLE: &str = include_str!("people.toml");

/// The file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    person: Vec<Person>,
    more: More,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    first_names: Vec<String>,
    surnames: Vec<String>,
}

/// Somebody who does not exist.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub first_name: String,
    pub surname: String,
    pub known_as: Option<String>,
    pub gender: String,
    pub age: i64,
    /// ISO 3166-1.
    pub nationality: String,
    /// ISO 639.
    pub language: String,
    #[serde(default)]
    pub other_languages: Vec<String>,
    pub story: Story,
}

/// Which forms were filled in, and with what outcome.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    /// Days since the first contact.
    pub began: i64,
    pub contact: Contact,
    /// A child, for whom a guardian decides together with them.
    #[serde(default)]
    pub minor: bool,
    /// The state of the consent to an interview.
    pub consent: Option<String>,
    /// How many points of the interview checklist have a state.
    pub answered: Option<usize>,
    /// The urgent level.
    pub early_risk: Option<String>,
    pub interview: Option<Interview>,
    /// Crisis sessions.
    #[serde(default)]
    pub crisis: usize,
    /// Assessments of risk.
    #[serde(default)]
    pub risk: usize,
    /// The next look at the risks is overdue.
    #[serde(default)]
    pub late: bool,
    #[serde(default)]
    pub consequences: bool,
    #[serde(default)]
    pub needs: bool,
    #[serde(default)]
    pub family: bool,
    pub plan: Option<Plan>,
    /// How many days ago the second assessment of risk was, where the work has ended since.
    pub reviewed: Option<i64>,
    /// What came later: names of tales.
    #[serde(default)]
    pub tales: Vec<String>,
    /// The form of which a draft was left.
    pub draft: Option<String>,
}

/// How contact came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Contact {
    Police,
    Phone,
    Outreach,
    ChildProtection,
}

/// How the interview went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Interview {
    Whole,
    /// The survivor ended it early.
    Stopped,
    /// Held although the checklist was not finished.
    Override,
}

/// How far the plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Plan {
    /// Written down, not agreed yet.
    Fresh,
    Running,
    Done,
}

impl People {
    /// The people of the file; none if it cannot be read, which a test rules out.
    pub fn read() -> Self {
        toml::from_str(PEOPLE).unwrap_or_default()
    }

    /// How many have a name of their own in the file.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.person.len()
    }

    /// A name that nobody bears, of more names than there are people in the file.
    pub fn name(&self, random: &mut Random) -> (String, String) {
        let More { first_names, surnames } = &self.more;
        let one = |of: &[String], random: &mut Random| of.get(random.below(of.len())).cloned();
        let (first, second) = (one(first_names, random), one(first_names, random));
        let first_name = match (first, second) {
            (Some(first), Some(second)) if first != second && random.chance(60) => {
                format!("{first} {second}")
            }
            (first, _) => first.unwrap_or_default(),
        };
        (first_name, one(surnames, random).unwrap_or_default())
    }

    /// The person of a number from 0. Beyond those of the file, the stories come again with other
    /// names, ages and days.
    pub fn person(&self, number: usize, random: &mut Random) -> Option<Person> {
        let count = self.person.len().max(1);
        let mut person = self.person.get(number % count)?.clone();
        if number >= count {
            let round = number / count;
            person.first_name = self.more.first_names.get(random.below(self.more.first_names.len()))?.clone();
            person.surname = self.more.surnames.get(random.below(self.more.surnames.len()))?.clone();
            person.known_as = None;
            person.age = if person.story.minor { random.between(13, 17) } else { random.between(18, 58) };
            if round % 2 == 1 {
                // Half of them stay with the beginning: a large demonstration is built as fast as before.
                person.story.tales.clear();
            }
            person.story.began += random.between(0, 20 + (round as i64).min(300));
        }
        Some(person)
    }
}
