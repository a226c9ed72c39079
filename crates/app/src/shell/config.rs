//! Settings: one struct, from one TOML file and the environment.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::PathBuf,
};

use serde::Deserialize;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The file has an unknown setting, or a value of the wrong kind.
    #[error("{0}: {1}")]
    Setting(PathBuf, toml::de::Error),
}

/// The settings. Every key can be set in `foothold.toml`, and every one has a default.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address and port to listen on. Default `127.0.0.1:8080`. Environment: `FOOTHOLD_LISTEN`.
    pub listen: SocketAddr,
    /// Folder for the key file and, unless `database` is set, the SQLite file. Default `foothold-data`. Environment: `FOOTHOLD_DATA`.
    pub data: PathBuf,
    /// `postgres://…` or `sqlite://FILE`. Default: `foothold.db` in the data folder. Environment: `FOOTHOLD_DATABASE`.
    pub database: Option<String>,
    /// The address that people type, without a slash at the end. Default `http://` and `listen`. Environment: `FOOTHOLD_PUBLIC_URL`.
    pub public_url: Option<String>,
    /// The addresses of the proxies in front of the program, which name the client in `X-Forwarded-For`. Default: this machine's own where
    /// `public_url` begins with `https://`, else none.
    pub proxies: Option<Vec<IpAddr>>,
    /// Whether to start even if other users of this machine can read the data folder or the database. Default `false`. Environment:
    /// `FOOTHOLD_WIDE_FILES=allow`.
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
    /// Environment: `FOOTHOLD_CONTACTS_FOLDER`.
    pub contacts_folder: Option<PathBuf>,
    /// A CSV of postcode districts with the columns `district`, `latitude` and `longitude`, to estimate journey times. Default:
    /// none; a worker enters the journey time. Environment: `FOOTHOLD_DISTRICTS`.
    pub districts: Option<PathBuf>,
    /// The key of the Department for Education's Display Advert API. Default: none; no apprenticeships are fetched. Environment:
    /// `FOOTHOLD_ADVERTS_KEY`.
    pub adverts_key: Option<String>,
    /// Its address. Default `https://api.apprenticeships.education.gov.uk/vacancies`.
    pub adverts_url: String,
    /// The point around which apprenticeships are fetched: latitude and longitude, in degrees. Default: none; none are fetched.
    pub adverts_near: Option<(f64, f64)>,
    /// How far from that point, in miles. Default 10.
    pub adverts_miles: u32,
    /// The server that sends mail, `smtps://NAME:PASSWORD@HOST` or `smtp://HOST:PORT`. Default: none; mail is sent by Notify, or kept in
    /// the outbox. Environment: `FOOTHOLD_SMTP_URL`.
    pub smtp_url: Option<String>,
    /// The sender of every mail, in words that reveal nothing. Default `Your team <team@localhost>`. Environment: `FOOTHOLD_MAIL_FROM`.
    pub mail_from: String,
    /// The key of GOV.UK Notify. Default: none; texts are kept in the outbox. Environment: `FOOTHOLD_NOTIFY_KEY`.
    pub notify_key: Option<String>,
    /// Notify's address. Default `https://api.notifications.service.gov.uk`.
    pub notify_url: String,
    /// The id of Notify's template for texts, whose text is `((body))`. Default: empty.
    pub notify_text_template: String,
    /// The id of Notify's template for mail, with the subject `((subject))` and the text `((body))`. Default: empty.
    pub notify_email_template: String,
    /// The secret that Notify sends with receipts and texts, 16 characters or more. Default: none; none are accepted. Environment:
    /// `FOOTHOLD_NOTIFY_CALLBACK_TOKEN`.
    pub notify_callback_token: Option<String>,
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

impl Config {
    /// Reads the settings: defaults, then the file where there is one, then the environment.
    ///
    /// Errors: [`ConfigError`] naming the file and what is wrong with it.
    pub fn read(
        file: Option<PathBuf>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let mut config = match file {
            None => Self::default(),
            Some(path) => {
                let text = std::fs::read_to_string(&path)
                    .map_err(|error| ConfigError::File(path.clone(), error))?;
                toml::from_str(&text).map_err(|error| ConfigError::Setting(path, error))?
            }
        };
        if let Some(listen) = environment("FOOTHOLD_LISTEN").and_then(|text| text.parse().ok()) {
            config.listen = listen;
        }
        if let Some(data) = environment("FOOTHOLD_DATA") {
            config.data = data.into();
        }
        if let Some(folder) = environment("FOOTHOLD_CONTACTS_FOLDER") {
            config.contacts_folder = Some(folder.into());
        }
        if let Some(file) = environment("FOOTHOLD_DISTRICTS") {
            config.districts = Some(file.into());
        }
        config.wide_files |= environment("FOOTHOLD_WIDE_FILES").as_deref() == Some("allow");
        config.adverts_key = environment("FOOTHOLD_ADVERTS_KEY").or(config.adverts_key);
        config.smtp_url = environment("FOOTHOLD_SMTP_URL").or(config.smtp_url);
        config.mail_from = environment("FOOTHOLD_MAIL_FROM").unwrap_or(config.mail_from);
        config.notify_key = environment("FOOTHOLD_NOTIFY_KEY").or(config.notify_key);
        let token = environment("FOOTHOLD_NOTIFY_CALLBACK_TOKEN");
        config.notify_callback_token = token.or(config.notify_callback_token);
        config.database = environment("FOOTHOLD_DATABASE").or(config.database);
        config.public_url = environment("FOOTHOLD_PUBLIC_URL").or(config.public_url);
        Ok(config)
    }

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

impl fmt::Display for Config {
    /// Prints the settings without any password in the database's address.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = self.database_url();
        let shown = match (database.find("://"), database.rfind('@')) {
            (Some(start), Some(end)) => format!("{}…{}", &database[..start + 3], &database[end..]),
            _ => database,
        };
        write!(
            f,
            "listen = {}\ndata = {}\ndatabase = {shown}\npublic_url = {}",
            self.listen,
            self.data.display(),
            self.public_url()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_password_is_not_printed() {
        let config = Config {
            database: Some("postgres://foothold:secret@db/foothold".into()),
            ..Config::default()
        };
        assert!(!config.to_string().contains("secret"));
        assert!(config.to_string().contains("postgres://…@db/foothold"));
    }
}
