//! What a care leaver can get, in plain words, as at a day.
//!
//! Facts from the sources that each line names. What nobody has checked against its text says so. What is theirs in particular is for
//! a worker to say; this is the list.

/// Something that a care leaver can get.
pub(super) struct Entitlement {
    /// What it is called.
    pub(super) title: &'static str,
    /// What it is, for whom, and how to get it, in plain words.
    pub(super) words: &'static str,
    /// From which age, and up to which, both included.
    pub(super) ages: (i32, i32),
    /// Where it is written down.
    pub(super) source: &'static str,
    /// The date of the source.
    pub(super) as_at: &'static str,
    /// Whether somebody has read the source.
    pub(super) is_checked: bool,
}

macro_rules! entitlements {
    ($($title:literal, $from:literal..=$to:literal, $words:literal, $source:literal, $as_at:literal, $checked:literal;)+) => {
        &[$(Entitlement {
            title: $title,
            words: $words,
            ages: ($from, $to),
            source: $source,
            as_at: $as_at,
            is_checked: $checked,
        }),+]
    };
}

/// The list, in the order in which it is shown.
pub(super) const ALL: &[Entitlement] = entitlements! {
    "Somebody who works with you", 16..=24,
        "You have a personal adviser. From 21 you can ask to have one again, up to 25.",
        "Children Act 1989 sections 23C, 23CA and 23CZB", "2017", true;
    "A pathway plan", 16..=24,
        "It says what you want and what the council does. It is looked at again at least every 6 months, and when you ask.",
        "SI 2010/2571 regulation 7", "2024", false;
    "£3,000 when you start an apprenticeship", 16..=24,
        "You get it once, in three parts in your first year. There is no tax on it, and it does not lower Universal Credit. Ask the college or training provider.",
        "GOV.UK, apprenticeship care leavers’ bursary", "12 June 2025", true;
    "£2,000 for university", 18..=24,
        "You get it once, for a course of two years or more. The council pays it. Ask your personal adviser.",
        "Children Act 1989 section 23C(5A), SI 2009/2274", "2009", true;
    "Up to £1,200 a year at college or school", 16..=18,
        "It is for travel, books and food, by what you need. Ask your college or school for the 16 to 19 bursary.",
        "Department for Education, 16 to 19 Bursary Fund guide", "2 April 2025", true;
    "£3,000 to set up your first home", 16..=24,
        "It is for furniture and things for your home. The rules are a bit different in each council.",
        "Statutory guidance, Children Act 1989 volume 3", "2024", false;
    "Stay with your foster carers", 18..=20,
        "You can stay put after 18, up to 21, if you and they would like it.",
        "Children Act 1989 section 23CZA", "2014", true;
    "Rent help for a home of your own", 18..=24,
        "This is for those who rent privately. Until you are 25, Universal Credit helps with a one-bedroom home, not only with a shared one.",
        "GOV.UK, shared accommodation rate", "May 2021", true;
    "Less council tax", 18..=24,
        "Many councils ask care leavers to pay less, or nothing. There is no rule for everywhere. Ask before you pay.",
        "Local Government Finance Act 1992 section 13A", "2024", true;
    "Universal Credit, ready for your birthday", 17..=17,
        "A Jobcentre can prepare it up to 28 days before you are 18. It begins on your birthday or after.",
        "Department for Work and Pensions, offer to care leavers", "13 July 2023", true;
    "Universal Credit while you learn", 18..=21,
        "If you have nobody to support you, you may get it beside a full-time course at school or college level.",
        "Universal Credit Regulations 2013", "2023", false;
    "Help if you have nowhere to live", 18..=20,
        "If you were in care at 16 or 17, the council must treat you as somebody who comes first. Ring them the same day.",
        "Homelessness (Priority Need) Order 2002", "2002", true;
    "Help if you have nowhere to live", 21..=24,
        "Tell the council that you were in care. It can make you somebody who comes first.",
        "Homelessness (Priority Need) Order 2002", "2002", true;
    "An Education, Health and Care Plan up to 25", 16..=24,
        "If you have one and you learn, the council can keep it until you are 25.",
        "Children and Families Act 2014 section 46", "2014", true;
    "The local offer", 16..=24,
        "Your council must write down everything that it does for care leavers. Ask for it, or look on its website.",
        "Children and Social Work Act 2017 section 2", "2017", true;
};

/// Returns what somebody of an age can get; everything where the age is not known.
pub(super) fn at(age: Option<i32>) -> impl Iterator<Item = &'static Entitlement> {
    ALL.iter()
        .filter(move |one| age.is_none_or(|age| (one.ages.0..=one.ages.1).contains(&age)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_up_to_25_can_get_something_and_each_line_says_where_from() {
        for age in 16..25 {
            assert!(at(Some(age)).count() >= 5, "{age}");
        }
        assert_eq!(at(None).count(), ALL.len());
        for one in ALL {
            assert!(
                !one.source.is_empty() && !one.as_at.is_empty(),
                "{}",
                one.title
            );
            assert!(
                one.words
                    .split('.')
                    .all(|sentence| sentence.split_whitespace().count() <= 24),
                "{}",
                one.words
            );
        }
    }
}
