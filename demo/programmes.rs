// The programme files of the demo's councils, by name. They are listed here and not in the code, which names no council.
[
    (
        "kensington-and-chelsea.toml",
        include_str!("../programmes/kensington-and-chelsea.toml"),
    ),
    (
        "westminster.toml",
        include_str!("../programmes/westminster.toml"),
    ),
    ("hackney.toml", include_str!("../programmes/hackney.toml")),
]
