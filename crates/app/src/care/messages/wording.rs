//! The words of automatic messages, in the languages that young people speak.
//!
//! English is written by hand. Every other language is a draft that a machine made: it is sent only once a named person has approved it, and
//! until then English goes out with the offer of an interpreter. An approval covers only these words; changed words need a new one.

use std::collections::HashSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use store::{
    Entry, Fetch, ReadTx, StoreError, WriteTx,
    entities::wording,
    orm::{ColumnTrait, QueryFilter, QueryOrder, Uuid},
};
use unic_langid::LanguageIdentifier;
use values::CouncilId;

/// A language: its code and name, whether it is read from the right, and the words.
pub(super) struct Language {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) is_from_right: bool,
    pub(super) words: &'static str,
}

macro_rules! languages {
    ($($code:literal, $name:literal, $right:literal;)+) => {
        &[$(Language {
            code: $code,
            name: $name,
            is_from_right: $right,
            words: include_str!(concat!("wording/", $code, ".ftl")),
        }),+]
    };
}

/// Every language, English first.
pub(super) const LANGUAGES: &[Language] = languages! {
    "en", "English", false;
    "ar", "Arabic", true;
    "ti", "Tigrinya", false;
    "am", "Amharic", false;
    "ps", "Pashto", true;
    "prs", "Dari", true;
    "fa", "Farsi", true;
    "ckb", "Sorani", true;
    "sq", "Albanian", false;
    "vi", "Vietnamese", false;
};

/// What a message says.
#[derive(Clone, Debug)]
pub(super) enum Says {
    /// There is an appointment tomorrow.
    Reminder {
        /// The time of day.
        time: String,
        /// The worker's first name.
        worker: String,
    },
    /// There is an interview.
    Interview {
        /// The worker's first name.
        worker: String,
        /// The day.
        day: String,
    },
    /// They are offered a place.
    Offer {
        /// The worker's first name.
        worker: String,
    },
    /// There is an answer to what they applied for.
    Answer {
        /// The worker's first name.
        worker: String,
    },
    /// Nothing has happened, and they are not forgotten.
    NoNews {
        /// The worker's first name.
        worker: String,
        /// The day by which the worker will be in touch again.
        day: String,
    },
    /// They are invited to something.
    Invitation {
        /// The worker's first name.
        worker: String,
        /// The day.
        day: String,
    },
    /// A place has come free for them.
    Place {
        /// The worker's first name.
        worker: String,
        /// The day.
        day: String,
    },
    /// What was planned is called off.
    CalledOff {
        /// The worker's first name.
        worker: String,
        /// The day.
        day: String,
    },
}

impl Says {
    /// Returns the name of the message in a file of words.
    fn key(&self) -> &'static str {
        match self {
            Self::Reminder { .. } => "reminder",
            Self::Interview { .. } => "interview",
            Self::Offer { .. } => "offer",
            Self::Answer { .. } => "answer",
            Self::NoNews { .. } => "no-news",
            Self::Invitation { .. } => "invitation",
            Self::Place { .. } => "place",
            Self::CalledOff { .. } => "called-off",
        }
    }

    /// Returns what is filled in, by its name.
    fn parts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Reminder { time, worker } => vec![("worker", worker), ("time", time)],
            Self::Offer { worker } | Self::Answer { worker } => vec![("worker", worker)],
            Self::Interview { worker, day }
            | Self::NoNews { worker, day }
            | Self::Invitation { worker, day }
            | Self::Place { worker, day }
            | Self::CalledOff { worker, day } => vec![("worker", worker), ("day", day)],
        }
    }
}

impl Language {
    /// Finds a language by its code, or by its name as recorded.
    pub(super) fn find(text: &str) -> Option<&'static Self> {
        let folded = text.trim().to_lowercase();
        LANGUAGES.iter().find(|one| {
            one.name.to_lowercase() == folded
                || one.code == folded
                || (one.code == "fa" && folded == "persian")
                || (one.code == "ckb" && folded.contains("kurdish"))
        })
    }

    /// Returns the hash of the words, which an approval refers to.
    pub(super) fn hash(&self) -> String {
        blake3::hash(self.words.as_bytes()).to_hex()[..16].to_owned()
    }

    /// Writes the message in this language; empty where it has no words for it yet.
    pub(super) fn word(&self, says: &Says) -> String {
        let tag: LanguageIdentifier = self.code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Some old phones do not handle the marks that isolate text directions.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(self.words.to_owned());
        let resource = resource.unwrap_or_else(|(read, _)| read);
        let _repeated = bundle.add_resource(resource);
        let mut args = FluentArgs::new();
        for (name, text) in says.parts() {
            args.set(name, text);
        }
        let key = says.key();
        let pattern = bundle.get_message(key).and_then(|message| message.value());
        let mut errors = Vec::new();
        pattern.map_or_else(String::new, |pattern| {
            bundle
                .format_pattern(pattern, Some(&args), &mut errors)
                .into_owned()
        })
    }
}

/// Writes a message for a speaker of a language, and returns the language it is in. `approved` holds the hashes of approved words.
pub(super) fn say(says: &Says, language: &str, approved: &HashSet<String>) -> (String, String) {
    let english = &LANGUAGES[0];
    let wanted = Language::find(language);
    let is_ready = |own: &&Language| {
        own.code == "en" || approved.contains(&own.hash()) && !own.word(says).is_empty()
    };
    match wanted {
        Some(own) if is_ready(&own) => (own.word(says), own.code.to_owned()),
        Some(own) => {
            let offer = format!(
                "We can talk in {} with an interpreter. Just say so.",
                own.name
            );
            (format!("{} {offer}", english.word(says)), "en".into())
        }
        None => (english.word(says), "en".into()),
    }
}

/// Returns the hashes of the words that a council has approved.
pub(super) async fn approved(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<HashSet<String>, StoreError> {
    let rows = approvals(tx, council).await?;
    Ok(rows.into_iter().map(|row| row.hash).collect())
}

/// Lists the current approvals.
pub(super) async fn approvals(
    tx: &mut ReadTx,
    council: CouncilId,
) -> Result<Vec<wording::Model>, StoreError> {
    wording::of(council)
        .filter(wording::Column::EndedAt.is_null())
        .order_by_asc(wording::Column::Id)
        .all_in(tx)
        .await
}

/// Approves the current words of a language.
pub(super) async fn approve(
    tx: &mut WriteTx,
    language: &'static Language,
) -> Result<(), StoreError> {
    let id: Uuid = tx.next_id();
    let row = wording::New {
        id,
        language: language.code.into(),
        hash: language.hash(),
        approved_at: tx.at().into(),
        approved_by: tx.by_id(),
        ended_at: None,
        ended_by: None,
    };
    wording::insert(tx, row).await?;
    tx.journal(
        Entry::new("approve-wording")
            .subject(id)
            .reason(language.code),
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::super::wording::*;

    fn all() -> Vec<Says> {
        let (worker, day) = (|| "Asha".to_owned(), || "4 March".to_owned());
        vec![
            Says::Reminder {
                time: "2:30pm".into(),
                worker: worker(),
            },
            Says::Offer { worker: worker() },
            Says::Answer { worker: worker() },
            Says::NoNews {
                worker: worker(),
                day: day(),
            },
            Says::Interview {
                worker: worker(),
                day: day(),
            },
            Says::Invitation {
                worker: worker(),
                day: day(),
            },
            Says::Place {
                worker: worker(),
                day: day(),
            },
            Says::CalledOff {
                worker: worker(),
                day: day(),
            },
        ]
    }

    #[test]
    fn every_language_words_every_message_with_what_belongs_into_it() {
        for language in LANGUAGES {
            for says in all() {
                let worded = language.word(&says);
                for (_, part) in says.parts() {
                    assert!(worded.contains(part), "{}: {worded}", language.name);
                }
                assert!(worded.chars().count() < super::super::model::LONGEST_TEXT);
            }
        }
    }

    #[test]
    fn a_draft_is_never_sent_and_english_offers_an_interpreter() {
        let says = &all()[0];
        let nothing = HashSet::new();
        let (worded, code) = say(says, "Tigrinya", &nothing);
        assert_eq!(code, "en");
        assert!(
            worded.starts_with("Reminder: tomorrow at 2:30pm.")
                && worded.contains("in Tigrinya with an interpreter")
        );
        let own = Language::find("tigrinya").unwrap();
        let approved = HashSet::from([own.hash()]);
        assert_eq!(say(says, "Tigrinya", &approved).1, "ti");
        assert_eq!(
            say(says, "", &nothing),
            ("Reminder: tomorrow at 2:30pm. Asha".into(), "en".into())
        );
        assert_eq!(
            Language::find("Kurdish (Sorani)").map(|one| one.code),
            Some("ckb")
        );
    }

    #[test]
    fn nothing_that_is_worded_gives_anything_away() {
        for says in all() {
            let worded = LANGUAGES[0].word(&says);
            assert!(
                super::super::model::telling_words(&worded, "Northtown").is_empty(),
                "{worded}"
            );
        }
    }
}
