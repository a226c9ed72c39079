//! The door of the real program: slow and many connections, files that would take all memory, and how it ends.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    process::Command,
    time::{Duration, Instant},
};

use policy::Role;

use crate::crash::{Serving, config, exchange, prepare};

/// How long anything here may take. It takes a second on a quiet machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the program with somebody signed in, and returns it with their cookie and the folder that it stands in.
fn serving(roles: &[Role]) -> (Serving, String, tempfile::TempDir) {
    let outer = tempfile::tempdir().unwrap();
    let data = outer.path().join("data");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let cookie = runtime.block_on(prepare(config(&data, None), roles));
    drop(runtime);
    (Serving::start(&data, None), cookie, outer)
}

/// Opens connections that send half a request and wait.
fn half_requests(address: &str, count: usize) -> Vec<TcpStream> {
    let open = |_| {
        let address: SocketAddr = address.parse().unwrap();
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5)).ok()?;
        stream
            .write_all(b"GET /health HTTP/1.1\r\nhost: half\r\nx-slow: ")
            .ok()?;
        Some(stream)
    };
    (0..count).filter_map(open).collect()
}

/// Asks from another address of this machine, and returns the first line of the answer.
fn from_elsewhere(address: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let ask = async {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};

        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        let mut stream = socket.connect(address.parse().unwrap()).await.unwrap();
        stream
            .write_all(b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            .await
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let answer = runtime.block_on(async { tokio::time::timeout(PATIENCE, ask).await.unwrap() });
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_thousand_half_requests_leave_room_for_others_and_end_by_themselves() {
    let (serving, _, _folder) = serving(&[Role::Administrator]);
    let halves = half_requests(&serving.address, 1_000);
    assert_eq!(from_elsewhere(&serving.address), "HTTP/1.1 200 OK");
    // Each that was taken is ended without its sender doing anything.
    let mut last = halves.into_iter().next().unwrap();
    last.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut told = Vec::new();
    let _broken = last.read_to_end(&mut told);
    assert_eq!(
        exchange(&serving.address, "", "/health", None)
            .unwrap()
            .status(),
        200
    );
}

#[test]
fn a_program_that_is_told_to_stop_waits_for_nobody_for_long() {
    let (mut serving, _, _folder) = serving(&[Role::Administrator]);
    let _halves = half_requests(&serving.address, 50);
    let told = Instant::now();
    let id = serving.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    while serving.child.try_wait().unwrap().is_none() {
        assert!(told.elapsed() < PATIENCE, "it does not stop");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Returns the most memory that the program has taken so far, in kilobytes.
fn most_memory(serving: &Serving) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", serving.child.id())).unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Sends a file through the page, and returns the answer.
fn send(serving: &Serving, cookie: &str, name: &str, content: &[u8]) -> String {
    let page = exchange(&serving.address, cookie, "/imports/new", None).unwrap();
    let mut body = format!(
        "--cut\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\n{}\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n",
        page.form_key()
    )
    .into_bytes();
    body.extend(content);
    body.extend(b"\r\n--cut--\r\n");
    let mut stream = TcpStream::connect(&serving.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(
        stream,
        "POST /imports/new HTTP/1.1\r\nhost: {}\r\ncookie: foothold={cookie}\r\ncontent-type: multipart/form-data; boundary=cut\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        serving.address,
        body.len()
    )
    .unwrap();
    stream.write_all(&body).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn no_file_takes_a_hundred_megabytes_of_the_servers_memory() {
    let (serving, cookie, _folder) = serving(&[Role::ProgrammeManager]);
    let fields = ",".repeat(9 * 1024 * 1024).into_bytes();
    let quotes = "\"\n".repeat(4 * 1024 * 1024).into_bytes();
    let before = most_memory(&serving);
    for (name, bomb) in [
        (
            "corners.xlsx",
            include_bytes!("bombs/corners.xlsx").as_slice(),
        ),
        ("grid.ods", include_bytes!("bombs/grid.ods")),
        ("corners.xls", include_bytes!("bombs/corners.xls")),
        ("deep.xlsx", include_bytes!("bombs/deep.xlsx")),
        ("texts.xlsx", include_bytes!("bombs/texts.xlsx")),
        ("fields.csv", &fields),
        ("quotes.csv", &quotes),
    ] {
        let answer = send(&serving, &cookie, name, bomb);
        assert!(answer.starts_with("HTTP/1.1 422"), "{name}: {answer}");
        assert!(answer.contains("There is a problem"), "{name}: {answer}");
    }
    let more = most_memory(&serving).saturating_sub(before);
    assert!(more < 100 * 1024, "{more} kB more");
    assert_eq!(from_elsewhere(&serving.address), "HTTP/1.1 200 OK");
}
