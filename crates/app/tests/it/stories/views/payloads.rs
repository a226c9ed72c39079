//! What an attacker types: five hundred texts into fields that others read, and the ids of what is somebody else's.

use policy::Role;
use values::PersonId;

use crate::world::{
    Browser, Held, World,
    fields::{day, with},
    office::{Office, office},
    own_pages::own_pages,
};

/// Texts that have broken pages, queries, mails, files and spreadsheets elsewhere.
const BASES: [&str; 50] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% raw %}x{% endraw %}",
    "' OR '1'='1",
    "'; DROP TABLE person; --",
    "\" OR \"\"=\"",
    "1; SELECT pg_sleep(5)",
    "admin'--",
    "%' AND 1=0 UNION SELECT NULL--",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "=cmd|' /C calc'!A0",
    "\r\nSet-Cookie: a=b",
    "x\r\nBcc: eve@evil.example\r\n\r\nhello",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "%00",
    "\u{0}",
    "%0d%0aLocation:%20http://evil.example",
    "\u{202e}gnp.exe",
    "\u{200b}\u{200b}",
    "Z\u{0351}\u{036b}\u{0343}a\u{0363}l\u{034e}g\u{0321}o",
    "🏳️‍🌈👩‍👩‍👧‍👦",
    "ﷺﷺﷺﷺﷺﷺ",
    "؀؁؂",
    "｜＜＞＂",
    "\u{feff}bom",
    "<!--",
    "<![CDATA[x]]>",
    "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "<iframe srcdoc=x></iframe>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<style>*{display:none}</style>",
    "<base href=\"http://evil.example\">",
    "<form action=\"http://evil.example\"><button>x</button></form>",
];

/// Returns five hundred texts: each of them alone, and in nine dresses.
fn payloads() -> Vec<String> {
    let dress = |text: &str, how: usize| match how {
        0 => text.to_owned(),
        1 => text.to_uppercase(),
        2 => format!("{text}{text}"),
        3 => format!(" {text} "),
        4 => format!("a\n{text}"),
        5 => format!("\"{text}\""),
        6 => format!("'{text}'"),
        7 => text.replace('<', "&lt;"),
        8 => text.chars().rev().collect(),
        _ => format!("{text}{}", "x".repeat(120)),
    };
    let all = BASES
        .iter()
        .flat_map(|text| (0..10).map(|how| dress(text, how)));
    all.collect()
}

/// What none of the pages may hold unless we wrote it.
fn assert_inert(page: &str, payload: &str) {
    for sign in [
        "<script>alert",
        "<SCRIPT>ALERT",
        "<img src=x",
        "<svg/onload",
        "<iframe srcdoc",
        "<style>*",
        "<base href",
        "action=\"http://evil",
        "href=\"javascript:",
        "href=\"JAVASCRIPT:",
        "<!--",
        "<![CDATA",
    ] {
        assert!(!page.contains(sign), "{payload:?} left {sign:?} in a page");
    }
}

story!(five_hundred_texts_of_an_attacker_are_texts, |app| {
    let Office {
        asha, maya, tara, ..
    } = office(&app).await;
    let (hers, _) = own_pages(&app, &asha, tara).await;
    let record = format!("/people/{tara}");
    let edit = format!("{record}/edit");
    let payloads = payloads();
    assert_eq!(payloads.len(), 500);
    for (place, payload) in payloads.iter().enumerate() {
        let text = payload.as_str();
        let (browser, path, field): (&Browser, &str, &str) = match place % 5 {
            0 => (&asha, &edit, "family_name"),
            1 => (&asha, &edit, "address"),
            2 => (&hers, "/my/wishes", "words"),
            3 => (&asha, "/people/search", "q"),
            _ => (&asha, &edit, "pronouns"),
        };
        let answer = if field == "q" {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("q", text)
                .finish();
            browser.get(&format!("{path}?{query}")).await
        } else {
            browser.post(path, &[(field, text)]).await
        };
        assert!(
            [200, 422, 429].contains(&answer.status()),
            "{payload:?}: {} {}",
            answer.status(),
            answer.text()
        );
        assert_inert(&answer.body(), payload);
        assert_eq!(answer.header("set-cookie"), "", "{payload:?}");
        assert_inert(&asha.get(&record).await.body(), payload);
    }
    for path in [
        "/people",
        "/today",
        "/cohort?eet=all",
        "/people/search?q=ode",
    ] {
        assert_inert(&maya.get(path).await.body(), path);
    }
});

/// Two young people, of whom a coach works with the first alone.
async fn with_a_stranger(app: &World) -> (Office, PersonId) {
    let office = office(app).await;
    let ben = app.worker("Ben", &[Role::Coach]).await;
    let held = Held {
        coach: Some(ben.id),
        ..Held::BY_NOBODY
    };
    let stranger = app.young_person("Nobody", "Ofhers", held).await;
    let due = day("due", "2026-11-24");
    let form = ben.get(&format!("/people/{stranger}/promises/new")).await;
    ben.submit(&form, &with(&[("words", "A bicycle")], &due))
        .await;
    let goal = ben.get(&format!("/people/{stranger}/plan/goals/new")).await;
    ben.submit(&goal, &[("words", "Learn to weld")]).await;
    (office, stranger)
}

story!(
    ids_of_somebody_elses_records_open_and_change_nothing,
    |app| {
        let (Office { asha, tara, .. }, stranger) = with_a_stranger(&app).await;
        let (own, other) = (tara.to_string(), stranger.to_string());
        // Every page and form of hers, with the other's id in each place where hers stood.
        let mut seen = vec![format!("/people/{own}")];
        let mut place = 0;
        while place < seen.len() && place < 150 {
            let page = asha.get(&seen[place]).await;
            place += 1;
            for link in page.all_links("/people/") {
                if link.contains(&own) && !link.contains('#') && !seen.contains(&link) {
                    seen.push(link);
                }
            }
            for form in page.forms() {
                let fields: Vec<(String, String)> = form
                    .filled
                    .iter()
                    .map(|(name, value)| (name.clone(), value.replace(&own, &other)))
                    .collect();
                let action = form.action.replace(&own, &other);
                if action == form.action && fields == form.filled {
                    continue;
                }
                let answer = asha.send_form(&action, &fields, &[]).await;
                assert!(
                    answer.status() >= 400
                        || answer.status() == 303 && !answer.location().contains(&other),
                    "POST {action} answers {}: {}",
                    answer.status(),
                    answer.text()
                );
            }
        }
        assert!(seen.len() > 15, "{seen:?}");
        for path in seen {
            let theirs = path.replace(&own, &other);
            let answer = asha.get(&theirs).await;
            assert!(
                !answer.text().contains("Ofhers"),
                "{theirs}: {}",
                answer.text()
            );
            assert!(
                answer.status() == 404 || answer.status() == 403,
                "{theirs}: {}",
                answer.status()
            );
        }
    }
);
