//! Settings: one struct, from one TOML file and the environment.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The file has an unknown setting, or a value of the wrong kind.
    #[error("{0}: {1}")]
    Setting(PathBuf, toml::de::Error),
    /// A variable of the environment has a value that its setting cannot take.
    #[error("{0}: {1}")]
    Environment(String, String),
}

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Default,
    File,
    Environment,
    CommandLine,
}

/// What a variable of the environment is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A text, or whatever is written as one.
    Text,
    /// A number, `true`, `false` or a list, as TOML writes it.
    Toml,
    /// The same, never printed.
    Secret,
}

use Kind::{Secret, Text, Toml};

/// Each setting, what its variable is read as, and its default where that is not a value.
const SETTINGS: [(&str, Kind, &str); 23] = [
    ("listen", Text, ""),
    ("data", Text, ""),
    ("database", Text, "foothold.db in the data folder"),
    ("public_url", Text, "http:// and listen"),
    (
        "proxies",
        Toml,
        "this machine where public_url begins with https://, otherwise none",
    ),
    ("wide_files", Toml, ""),
    ("sign_in_hours", Toml, ""),
    ("idle_minutes", Toml, ""),
    ("link_minutes", Toml, ""),
    ("reader", Text, "this program"),
    ("contacts_folder", Text, "none; no contacts are written"),
    ("districts", Text, "none; a worker enters journey times"),
    (
        "adverts_key",
        Secret,
        "none; no apprenticeships are fetched",
    ),
    ("adverts_url", Text, ""),
    ("adverts_near", Toml, "none; no apprenticeships are fetched"),
    ("adverts_miles", Toml, ""),
    (
        "smtp_url",
        Secret,
        "none; mail goes by Notify, or stays in the outbox",
    ),
    ("mail_from", Text, ""),
    ("notify_key", Secret, "none; texts stay in the outbox"),
    ("notify_url", Text, ""),
    ("notify_text_template", Text, ""),
    ("notify_email_template", Text, ""),
    (
        "notify_callback_token",
        Secret,
        "none; no receipts or texts are taken",
    ),
];

/// The settings. Each has a default, and can be set in `foothold.toml` or by a variable: `FOOTHOLD_` and its name in capitals.
#[derive(Clone, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on. Default `127.0.0.1:8080`.
    pub listen: SocketAddr,
    /// Folder for the key file and, unless `database` is set, the SQLite file. Default `foothold-data`.
    pub data: PathBuf,
    /// `postgres://…` or `sqlite://FILE`. Default: `foothold.db` in the data folder.
    pub database: Option<String>,
    /// The address that people type, without a slash at the end. Default `http://` and `listen`.
    pub public_url: Option<String>,
    /// The addresses of the proxies in front of the program, which name the client in `X-Forwarded-For`. Default: this machine's own where
    /// `public_url` begins with `https://`, else none.
    pub proxies: Option<Vec<IpAddr>>,
    /// Whether to start even if other users of this machine can read the data folder or the database. Default `false`; the variable also takes `allow`.
    pub wide_files: bool,
    /// Hours after which a sign-in ends, even if in use. Default 12.
    pub sign_in_hours: i64,
    /// Minutes without a request after which a sign-in ends. Default 120.
    pub idle_minutes: i64,
    /// Minutes for which a mailed link works. Default 30.
    pub link_minutes: i64,
    /// The program that reads uploaded files in a process of its own. Default: this program.
    pub reader: Option<PathBuf>,
    /// Folder into which each day's contacts are written after midnight, as CSV under the council's own ids. Default: none is written.
    ///
    pub contacts_folder: Option<PathBuf>,
    /// A CSV of postcode districts with the columns `district`, `latitude` and `longitude`, to estimate journey times. Default:
    /// none; a worker enters the journey time.
    pub districts: Option<PathBuf>,
    /// The key of the Department for Education's Display Advert API. Default: none; no apprenticeships are fetched.
    pub adverts_key: Option<String>,
    /// Its address. Default `https://api.apprenticeships.education.gov.uk/vacancies`.
    pub adverts_url: String,
    /// The point around which apprenticeships are fetched: latitude and longitude, in degrees. Default: none; none are fetched.
    pub adverts_near: Option<(f64, f64)>,
    /// How far from that point, in miles. Default 10.
    pub adverts_miles: u32,
    /// The server that sends mail, `smtps://NAME:PASSWORD@HOST` or `smtp://HOST:PORT`. Default: none; mail is sent by Notify, or kept in
    /// the outbox.
    pub smtp_url: Option<String>,
    /// The sender of every mail, in words that reveal nothing. Default `Your team <team@localhost>`.
    pub mail_from: String,
    /// The key of GOV.UK Notify. Default: none; texts are kept in the outbox.
    pub notify_key: Option<String>,
    /// Notify's address. Default `https://api.notifications.service.gov.uk`.
    pub notify_url: String,
    /// The id of Notify's template for texts, whose text is `((body))`. Default: empty.
    pub notify_text_template: String,
    /// The id of Notify's template for mail, with the subject `((subject))` and the text `((body))`. Default: empty.
    pub notify_email_template: String,
    /// The secret that Notify sends with receipts and texts, 16 characters or more. Default: none; none are accepted.
    pub notify_callback_token: Option<String>,
}

/// The settings, and where each comes from.
pub struct Settings {
    /// The settings.
    pub config: Config,
    /// The source of those that are not at their default.
    sources: BTreeMap<&'static str, Source>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            data: "foothold-data".into(),
            database: None,
            public_url: None,
            proxies: None,
            wide_files: false,
            sign_in_hours: 12,
            idle_minutes: 120,
            link_minutes: 30,
            reader: None,
            contacts_folder: None,
            districts: None,
            adverts_key: None,
            adverts_url: "https://api.apprenticeships.education.gov.uk/vacancies".into(),
            adverts_near: None,
            adverts_miles: 10,
            smtp_url: None,
            mail_from: "Your team <team@localhost>".into(),
            notify_key: None,
            notify_url: "https://api.notifications.service.gov.uk".into(),
            notify_text_template: String::new(),
            notify_email_template: String::new(),
            notify_callback_token: None,
        }
    }
}

impl Settings {
    /// Reads the settings: defaults, then the file if there is one, then the environment, where each is `FOOTHOLD_` and its name in capitals.
    ///
    /// Errors: [`ConfigError`], which names the file or the variable, and what is wrong with it.
    pub fn read(
        file: Option<PathBuf>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let mut table = Table::new();
        if let Some(path) = file {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| ConfigError::File(path.clone(), error))?;
            // Read as a whole first, so that a fault is told with its line.
            let _checked: Config =
                toml::from_str(&text).map_err(|error| ConfigError::Setting(path.clone(), error))?;
            table = toml::from_str(&text).map_err(|error| ConfigError::Setting(path, error))?;
        }
        let mut sources = BTreeMap::new();
        for (key, kind, _) in SETTINGS {
            if table.contains_key(key) {
                sources.insert(key, Source::File);
            }
            let variable = variable(key);
            if let Some(typed) = environment(&variable) {
                let value = typed_value(key, kind, &typed)
                    .map_err(|why| ConfigError::Environment(variable, why))?;
                table.insert(key.to_owned(), value);
                sources.insert(key, Source::Environment);
            }
        }
        let config = Config::deserialize(table).expect("each value has been read by itself");
        Ok(Self { config, sources })
    }

    /// Takes what the command line says in place of a setting.
    pub fn set_folder(&mut self, folder: PathBuf) {
        self.config.data = folder;
        self.sources.insert("data", Source::CommandLine);
    }

    /// The same for the database.
    pub fn set_database(&mut self, database: String) {
        self.config.database = Some(database);
        self.sources.insert("database", Source::CommandLine);
    }
}

impl Config {
    /// Returns the address of the database.
    pub fn database_url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data.join("foothold.db").display()))
    }

    /// Returns the address that people type, without a slash at the end.
    pub fn public_url(&self) -> String {
        self.public_url
            .clone()
            .unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Returns the addresses of the proxies in front of the program.
    pub fn proxies(&self) -> Vec<IpAddr> {
        match &self.proxies {
            Some(named) => named.clone(),
            None if self.is_secure() => {
                vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]
            }
            None => Vec::new(),
        }
    }

    /// Returns whether people use the service over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url().starts_with("https://")
    }
}

impl fmt::Display for Settings {
    /// Prints every setting with its source and, where it is another, its default. Secrets and the password of a database are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (own, usual) = (table_of(&self.config), table_of(&Config::default()));
        for (key, kind, unset) in SETTINGS {
            let mut line = match own.get(key) {
                None => format!("# {key} is not set"),
                Some(_) if kind == Secret => format!("{key} = (set, and not shown)"),
                Some(value) => format!("{key} = {}", without_password(&value.to_string())),
            };
            let source = match self.sources.get(key).copied().unwrap_or(Source::Default) {
                Source::Default => "the default".to_owned(),
                Source::File => "from the file".to_owned(),
                Source::Environment => format!("from {}", variable(key)),
                Source::CommandLine => "from the command line".to_owned(),
            };
            if own.contains_key(key) {
                write!(line, "  # {source}")?;
            }
            match usual.get(key) {
                None => write!(line, "; default: {unset}")?,
                Some(value) if own.get(key) != Some(value) => write!(line, "; default: {value}")?,
                Some(_) => {}
            }
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

/// Returns the name of a setting's variable.
fn variable(key: &str) -> String {
    format!("FOOTHOLD_{}", key.to_uppercase())
}

/// Reads a variable as the value of its setting, and tries whether the setting takes it.
fn typed_value(key: &str, kind: Kind, typed: &str) -> Result<Value, String> {
    let value = match (key, kind) {
        // The word says what is done.
        ("wide_files", _) if typed == "allow" => Value::Boolean(true),
        (_, Text | Secret) => Value::String(typed.to_owned()),
        (_, Toml) => {
            let line = format!("value = {typed}").parse::<Table>();
            let read = line.ok().and_then(|mut line| line.remove("value"));
            read.ok_or_else(|| format!("{typed:?} is neither a number, true, false nor a list"))?
        }
    };
    let alone = Table::from_iter([(key.to_owned(), value.clone())]);
    match Config::deserialize(alone) {
        Ok(_) => Ok(value),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn table_of(config: &Config) -> Table {
    Table::try_from(config).expect("settings are texts, numbers and lists")
}

/// Leaves the name and password out of an address such as `postgres://NAME:PASSWORD@HOST/`.
fn without_password(shown: &str) -> String {
    match (shown.find("://"), shown.rfind('@')) {
        (Some(start), Some(end)) if start < end => {
            format!("{}…{}", &shown[..start + 3], &shown[end..])
        }
        _ => shown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        Settings::read(None, |name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn every_setting_is_listed_once_and_printed_with_its_source() {
        let mut every = Config {
            database: Some("postgres://foothold:secret@db/foothold".into()),
            smtp_url: Some("smtps://team:secret@mail".into()),
            proxies: Some(Vec::new()),
            adverts_near: Some((51.5, -0.1)),
            ..Config::default()
        };
        for text in [
            &mut every.public_url,
            &mut every.adverts_key,
            &mut every.notify_key,
            &mut every.notify_callback_token,
        ] {
            *text = Some("secret".into());
        }
        every.public_url = Some("https://foothold.example".into());
        for path in [
            &mut every.reader,
            &mut every.contacts_folder,
            &mut every.districts,
        ] {
            *path = Some("here".into());
        }
        let table = table_of(&every);
        let listed: Vec<&str> = SETTINGS.iter().map(|(key, ..)| *key).collect();
        let keys: Vec<&str> = table.keys().map(String::as_str).collect();
        let sorted = |mut all: Vec<&'static str>| {
            all.sort_unstable();
            all.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(sorted(listed), keys);
        let every = Settings {
            config: every,
            sources: BTreeMap::new(),
        };
        let printed = every.to_string();
        assert_eq!(printed.lines().count(), SETTINGS.len());
        assert!(!printed.contains("secret"), "{printed}");
        assert!(printed.contains("postgres://…@db/foothold"), "{printed}");
    }

    #[test]
    fn a_variable_is_read_as_its_setting_needs_it_and_shown_as_the_source() {
        let read = read(&[
            ("FOOTHOLD_LISTEN", "0.0.0.0:80"),
            ("FOOTHOLD_LINK_MINUTES", "15"),
            ("FOOTHOLD_WIDE_FILES", "allow"),
            ("FOOTHOLD_PROXIES", "[\"10.0.0.1\"]"),
        ])
        .unwrap();
        let config = &read.config;
        assert_eq!(config.listen.port(), 80);
        assert_eq!((config.link_minutes, config.wide_files), (15, true));
        let printed = read.to_string();
        for line in [
            "listen = \"0.0.0.0:80\"  # from FOOTHOLD_LISTEN; default: \"127.0.0.1:8080\"",
            "link_minutes = 15  # from FOOTHOLD_LINK_MINUTES; default: 30",
            "idle_minutes = 120  # the default",
            "# districts is not set; default: none; a worker enters journey times",
        ] {
            assert!(printed.contains(line), "{line}: {printed}");
        }
    }

    #[test]
    fn a_bad_value_is_refused_by_its_name() {
        for (name, value) in [
            ("FOOTHOLD_LISTEN", "80"),
            ("FOOTHOLD_LINK_MINUTES", "soon"),
            ("FOOTHOLD_WIDE_FILES", "perhaps"),
            ("FOOTHOLD_PROXIES", "[\"here\"]"),
        ] {
            let refused = read(&[(name, value)]).err().map(|error| error.to_string());
            let refused = refused.unwrap_or_default();
            assert!(refused.starts_with(&format!("{name}: ")), "{refused}");
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("foothold.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:8080\"\nlistne = 1\n").unwrap();
        let refused = Settings::read(Some(file), |_| None)
            .err()
            .unwrap()
            .to_string();
        assert!(refused.contains("listne"), "{refused}");
    }
}
