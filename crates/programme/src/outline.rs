//! A programme on one page of plain text, for the person who checks a file.

use std::fmt::{self, Write};

use crate::{Programme, Stage, SuggestWhen};

impl Programme {
    /// Returns the programme as plain text: who it is for, the ways in, the stages with their moves and cadences, and how it ends.
    pub fn outline(&self) -> String {
        let mut page = String::new();
        self.write_outline(&mut page)
            .expect("writing to a string cannot fail");
        page
    }

    fn write_outline(&self, page: &mut String) -> fmt::Result {
        let definition = self.definition();
        let rule = &definition.eligibility;
        writeln!(page, "{} ({})", definition.name, definition.key)?;
        write!(
            page,
            "For: {} to {}",
            rule.min_age,
            rule.below_age.saturating_sub(1)
        )?;
        if let Some(below) = rule.below_age_with_ehcp {
            write!(
                page,
                ", to {} with an education, health and care plan",
                below.saturating_sub(1)
            )?;
        }
        let statuses: Vec<&str> = rule
            .care_statuses
            .iter()
            .map(|status| status.code())
            .collect();
        writeln!(page, "; {}", statuses.join(", "))?;
        let routes = definition.routes.iter().map(|route| &route.label);
        writeln!(page, "Ways in: {}", joined(routes, "; "))?;
        let first = &definition.first_contact;
        writeln!(
            page,
            "First contact: within {} working days, {}",
            first.within_working_days, first.role
        )?;
        for stage in &definition.stages {
            write_stage(stage, page)?;
        }
        page.push('\n');
        writeln!(
            page,
            "Pauses: {}",
            joined(definition.pauses.iter().map(|pause| &pause.label), "; ")
        )?;
        let exits = definition.exits.iter().map(|exit| &exit.label);
        writeln!(page, "Exits: {}", joined(exits, "; "))?;
        for window in &definition.funding {
            let (joined, from, until) = (window.joining_year, window.from, window.until);
            let weeks = window.announced_weeks_before;
            writeln!(
                page,
                "Funding: joined in {joined}, {from} to {until}, told {weeks} weeks before"
            )?;
        }
        let questions = definition
            .questions
            .iter()
            .map(|question| question.key.as_str());
        writeln!(page, "Questions: {}", joined(questions, ", "))?;
        for replaced in &definition.replaced {
            writeln!(page, "Replaced: {} by {}", replaced.key, replaced.by)?;
        }
        Ok(())
    }
}

fn write_stage(stage: &Stage, page: &mut String) -> fmt::Result {
    write!(page, "\n{} ({})", stage.label, stage.key)?;
    if let Some(weeks) = stage.usual_weeks {
        write!(page, ", usually {weeks} weeks")?;
    }
    let marks = [
        (stage.from_referral, ", from a referral"),
        (stage.is_final, ", final"),
    ];
    for (_, mark) in marks.into_iter().filter(|(holds, _)| *holds) {
        page.push_str(mark);
    }
    page.push('\n');
    for (name, moves) in [
        ("forward", &stage.forward),
        ("back", &stage.back),
        ("sideways", &stage.sideways),
    ] {
        if !moves.is_empty() {
            writeln!(page, "  {name}: {}", joined(moves, ", "))?;
        }
    }
    if let Some(rule) = &stage.contact {
        write!(page, "  contact: {}, {}", rule.every, rule.role)?;
        for other in &rule.per_person {
            write!(page, "; or {other}")?;
        }
        page.push('\n');
    }
    if let Some(rule) = &stage.suggest_when {
        write_suggestion(rule, page)?;
    }
    for test in &stage.entry_tests {
        writeln!(page, "  starts when: {}", test.says)?;
    }
    for test in &stage.exit_tests {
        writeln!(page, "  moves on when: {}", test.says)?;
    }
    for offer in &stage.offers {
        writeln!(page, "  offer: {} ({})", offer.label, offer.team)?;
    }
    Ok(())
}

fn write_suggestion(rule: &SuggestWhen, page: &mut String) -> fmt::Result {
    let readiness = rule.readiness.iter().map(|answer| answer.code());
    write!(page, "  suggested for: {}", joined(readiness, ", "))?;
    for (name, number) in [
        ("at least", rule.least_in_the_way),
        ("at most", rule.most_in_the_way),
    ] {
        if let Some(number) = number {
            write!(page, "; main barriers {name} {number}")?;
        }
    }
    if let Some(age) = rule.below_age {
        write!(page, "; under {age}")?;
    }
    page.push('\n');
    Ok(())
}

fn joined<T: ToString>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    if parts.is_empty() {
        "none".to_owned()
    } else {
        parts.join(between)
    }
}
