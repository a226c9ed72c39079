//! The parts of a deep dive: a few questions at a time, each of which can be skipped.

use programme::{Barrier, Programme};

use super::model::Kind;

/// A part of a deep dive, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What they are good at and want, and how ready they feel.
    Wants,
    /// A place to live, money and papers.
    Home,
    /// Health, safety and the people around them.
    People,
    /// Getting there: what a working day takes.
    Days,
    /// Skills and experience.
    Skills,
    /// The programme's own questions, and anything else.
    More,
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Wants,
        Self::Home,
        Self::People,
        Self::Days,
        Self::Skills,
        Self::More,
    ];

    /// Returns the code used in addresses.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Wants => "wants",
            Self::Home => "home",
            Self::People => "people",
            Self::Days => "days",
            Self::Skills => "skills",
            Self::More => "more",
        }
    }

    /// Returns the heading.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Wants => "What they are good at, and what they want",
            Self::Home => "Home, money and documents",
            Self::People => "Health, safety and people to count on",
            Self::Days => "Travel and daily routine",
            Self::Skills => "Skills and experience",
            Self::More => "Anything else",
        }
    }

    /// Returns the barriers that belong to it.
    fn barriers(self) -> &'static [Barrier] {
        match self {
            Self::Wants | Self::More => &[],
            Self::Home => &[
                Barrier::Housing,
                Barrier::Debt,
                Barrier::BankAccount,
                Barrier::Identity,
                Barrier::RightToWork,
            ],
            Self::People => &[
                Barrier::Health,
                Barrier::Confidence,
                Barrier::Safety,
                Barrier::Offending,
                Barrier::Support,
            ],
            Self::Days => &[
                Barrier::Travel,
                Barrier::Structure,
                Barrier::Digital,
                Barrier::Childcare,
                Barrier::Caring,
            ],
            Self::Skills => &[
                Barrier::English,
                Barrier::Qualifications,
                Barrier::Experience,
            ],
        }
    }

    /// Returns the barriers that a form asks about in it.
    pub(super) fn asked(self, kind: Kind) -> impl Iterator<Item = Barrier> {
        let asked = kind.barriers();
        let own = self.barriers().iter().copied();
        own.filter(move |barrier| asked.contains(barrier))
    }

    /// Returns the parts that a form has.
    pub(super) fn of(kind: Kind) -> Vec<Self> {
        let mut parts = Self::ALL.to_vec();
        parts.retain(|part| {
            matches!(part, Self::Wants | Self::More) || part.asked(kind).next().is_some()
        });
        parts
    }

    /// Reads a code.
    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// Returns the part that comes next.
    pub(super) fn next(self, kind: Kind) -> Option<Self> {
        Self::of(kind).into_iter().find(|part| *part > self)
    }
}

/// Which parts a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of them, to type in what was written on paper.
    All,
    /// One.
    One(Part),
}

impl Shown {
    /// Reads what an address asks for; the first part where it says nothing.
    pub(super) fn parse(text: Option<&str>) -> Self {
        match text {
            Some("all") => Self::All,
            text => Self::One(text.and_then(Part::parse).unwrap_or(Part::Wants)),
        }
    }

    /// Returns the code used in addresses.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One(part) => part.code(),
        }
    }

    /// Returns the parts.
    pub(super) fn parts(self, kind: Kind) -> Vec<Part> {
        match self {
            Self::All => Part::of(kind),
            Self::One(part) => vec![part],
        }
    }

    /// Returns whether the page shows a part.
    pub(super) fn has(self, part: Part) -> bool {
        self == Self::All || self == Self::One(part)
    }

    /// Returns the part that comes next.
    pub(super) fn next(self, kind: Kind) -> Option<Part> {
        match self {
            Self::All => None,
            Self::One(part) => part.next(kind),
        }
    }

    /// Says which part of how many it is.
    pub(super) fn place(self, kind: Kind) -> Option<(usize, usize)> {
        let parts = Part::of(kind);
        match self {
            Self::All => None,
            Self::One(part) => {
                let place = parts.iter().position(|one| *one == part)?;
                Some((place + 1, parts.len()))
            }
        }
    }
}

/// Returns the questions that only one programme asks.
pub(super) fn questions(programme: Option<&Programme>) -> &[programme::Question] {
    programme.map_or(&[], |programme| &programme.definition().questions)
}

#[cfg(test)]
mod tests {
    use super::super::parts::*;

    #[test]
    fn every_barrier_is_asked_about_once_and_a_few_at_a_time() {
        for kind in [Kind::Full, Kind::Short] {
            let mut asked: Vec<Barrier> = Part::of(kind)
                .iter()
                .flat_map(|part| part.asked(kind))
                .collect();
            asked.sort_unstable();
            let mut wanted = kind.barriers();
            wanted.sort_unstable();
            assert_eq!(asked, wanted);
            assert!(
                Part::of(kind)
                    .iter()
                    .all(|part| part.asked(kind).count() <= 5)
            );
        }
    }

    #[test]
    fn the_parts_follow_each_other_and_the_short_form_leaves_some_out() {
        let codes = |kind| {
            let mut codes = vec!["wants"];
            let mut part = Part::Wants;
            while let Some(next) = part.next(kind) {
                assert_eq!(Part::parse(next.code()), Some(next));
                codes.push(next.code());
                part = next;
            }
            codes
        };
        let full = ["wants", "home", "people", "days", "skills", "more"];
        assert_eq!(codes(Kind::Full), full);
        assert_eq!(
            codes(Kind::Short),
            ["wants", "people", "days", "skills", "more"]
        );
        assert_eq!(Shown::parse(Some("nothing")), Shown::One(Part::Wants));
        assert_eq!(Shown::One(Part::More).place(Kind::Short), Some((5, 5)));
    }
}
