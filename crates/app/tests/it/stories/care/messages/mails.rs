//! Mails, by SMTP.

use std::{
    io::{self, BufRead, Write},
    net::{IpAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

use foothold::program::worker;
use mailin_embedded::{Handler, Server, SslConfig, response::OK};

use super::{office, states, write};

/// What an SMTP server was given.
#[derive(Clone, Default)]
struct Postbox(Arc<Mutex<Vec<String>>>);

impl Handler for Postbox {
    fn data_start(
        &mut self,
        _domain: &str,
        _from: &str,
        _is8bit: bool,
        _to: &[String],
    ) -> mailin_embedded::Response {
        self.0.lock().unwrap().push(String::new());
        OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        let mut all = self.0.lock().unwrap();
        all.last_mut()
            .unwrap()
            .push_str(&String::from_utf8_lossy(line));
        Ok(())
    }

    fn helo(&mut self, _ip: IpAddr, _domain: &str) -> mailin_embedded::Response {
        OK
    }
}

/// Begins an SMTP server, and returns its port.
fn smtp_server(postbox: &Postbox) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut server = Server::new(postbox.clone());
    server
        .with_name("mail.test")
        .with_ssl(SslConfig::None)
        .unwrap()
        .with_tcp_listener(listener);
    std::thread::spawn(move || server.serve().map_err(|error| error.to_string()));
    port
}

story!(a_mail_leaves_by_smtp_and_answers_reach_the_worker, |app| {
    let postbox = Postbox::default();
    let port = smtp_server(&postbox);
    let office = office(&app).await;
    let url = format!("smtp://127.0.0.1:{port}");
    let smtp =
        foothold::post::transport::smtp::Smtp::new(&url, "Your team <team@northtown.example>");
    app.send_by(foothold::post::transport::Transport {
        smtp: Some(smtp.unwrap()),
        notify: None,
    });
    write(&office, "kai@mail.example", "See you tomorrow at 2. Asha").await;
    worker::run_due(app.app()).await.unwrap();
    assert_eq!(states(&app).await[0].0, "sent");
    let mail = postbox.0.lock().unwrap().join("");
    for part in [
        "From: \"Your team\" <team@northtown.example>",
        "To: kai@mail.example",
        "Subject: A message for you",
        "Reply-To: asha@",
        "See you tomorrow at 2. Asha",
    ] {
        assert!(
            mail.to_lowercase().contains(&part.to_lowercase()),
            "{part}: {mail}"
        );
    }
    assert!(
        !mail.contains("Northtown") && !mail.to_lowercase().contains("foothold"),
        "{mail}"
    );
});

/// Speaks SMTP until a mail is there, and then breaks the line without a word.
fn breaking_smtp_server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            talk_and_break(stream.unwrap());
        }
    });
    port
}

fn talk_and_break(stream: TcpStream) {
    let mut answers = stream.try_clone().unwrap();
    let mut say = |words: &str| {
        answers
            .write_all(format!("{words}\r\n").as_bytes())
            .unwrap()
    };
    say("220 here");
    let mut is_mail = false;
    for line in io::BufReader::new(stream).lines() {
        let line = line.unwrap();
        if is_mail && line == "." {
            return;
        }
        if line == "DATA" {
            is_mail = true;
            say("354 go on");
        } else if !is_mail {
            say("250 yes");
        }
    }
}

story!(a_mail_that_may_have_arrived_waits_for_a_person, |app| {
    let office = office(&app).await;
    let by = |port: u16| {
        let url = format!("smtp://127.0.0.1:{port}");
        let smtp = foothold::post::transport::smtp::Smtp::new(&url, "team@northtown.example");
        app.send_by(foothold::post::transport::Transport {
            smtp: Some(smtp.unwrap()),
            notify: None,
        });
    };
    by(breaking_smtp_server());
    write(&office, "kai@mail.example", "See you at 2. Asha").await;
    for _ in 0..2 {
        worker::run_due(app.app()).await.unwrap();
        app.after_minutes(15);
    }
    assert_eq!(states(&app).await[0].0, "uncertain");
    worker::run_due(app.app()).await.unwrap();
    let today = office.asha.get("/today").await;
    let asked = office
        .asha
        .get(&today.link("A message to Kai Marlow may not have arrived"))
        .await;
    assert!(
        asked.text().contains("See you at 2. Asha"),
        "{}",
        asked.text()
    );
    let refused = office.asha.submit_and_stay(&asked, &[]).await;
    assert_eq!(refused.errors(), ["Choose what happened"]);

    let postbox = Postbox::default();
    by(smtp_server(&postbox));
    office.asha.submit(&asked, &[("settled", "again")]).await;
    worker::run_due(app.app()).await.unwrap();
    assert_eq!(states(&app).await[0].0, "sent");
    assert!(
        postbox
            .0
            .lock()
            .unwrap()
            .join("")
            .contains("See you at 2. Asha")
    );
    let again = office.asha.get(asked.path()).await;
    assert!(again.text().contains("Someone has already answered this"));
});
