//! The built assets keep to what councils can show and to what the content security policy allows.

use govuk::assets::{self, Asset};

fn text(path: &str) -> &'static str {
    let asset = assets::find(path).expect("an asset is found by its path");
    std::str::from_utf8(asset.bytes).expect("the assets are text")
}

#[test]
fn the_stylesheet_is_small() {
    let raw = text(assets::stylesheet()).len();
    let brotli = assets::find(assets::stylesheet())
        .expect("it is there")
        .brotli
        .len();
    assert!(raw < 125_000, "{raw} bytes");
    assert!(brotli < 14_000, "{brotli} bytes in brotli");
}

#[test]
fn the_stylesheet_shows_nothing_that_councils_may_not_show() {
    let stylesheet = text(assets::stylesheet()).to_lowercase();
    for forbidden in [
        "gds",
        "transport",
        "font-face",
        "crown",
        "crest",
        "govuk-header",
    ] {
        assert!(!stylesheet.contains(forbidden), "{forbidden}");
    }
    assert!(stylesheet.contains("font-family:arial,sans-serif"));
}

#[test]
fn the_stylesheet_asks_for_nothing_else() {
    assert!(!text(assets::stylesheet()).contains("url("));
    assert!(!text(assets::stylesheet()).contains("@import"));
}

#[test]
fn the_stylesheet_styles_every_class_of_ours() {
    let stylesheet = text(assets::stylesheet());
    for class in [
        "foothold-timeline__item",
        "foothold-tag--due",
        "foothold-tag--overdue",
        "foothold-search__input",
        "foothold-scroll",
        "foothold-chart__bar",
        "foothold-chart__link",
        "foothold-no-print",
    ] {
        assert!(stylesheet.contains(&format!(".{class}")), "{class}");
    }
}

#[test]
fn the_script_imports_the_library_by_its_path() {
    assert!(text(assets::script()).contains(&format!("from '{}'", assets::script_library())));
    assert!(text(assets::script_library()).contains("initAll"));
}

#[test]
fn no_asset_sets_a_style_attribute_or_evaluates_text() {
    for asset in assets::all() {
        let text = text(asset.path);
        for forbidden in [
            " style=",
            "setAttribute(\"style\"",
            "eval(",
            "new Function",
            "sourceMappingURL",
        ] {
            assert!(!text.contains(forbidden), "{forbidden} in {}", asset.path);
        }
    }
}

#[test]
fn every_name_holds_the_hash_of_its_content() {
    let digest = |asset: &Asset| asset.etag.trim_matches('"')[..16].to_owned();
    let all: Vec<&Asset> = assets::all().collect();
    for asset in &all {
        assert!(asset.path.contains(&digest(asset)), "{}", asset.path);
        let twins = all
            .iter()
            .filter(|other| digest(other) == digest(asset))
            .count();
        assert_eq!(twins, 1, "another content has another hash");
    }
}

#[test]
fn every_asset_is_smaller_when_compressed() {
    for asset in assets::all() {
        assert!(asset.brotli.len() < asset.bytes.len(), "{}", asset.path);
        assert!(asset.gzip.len() < asset.bytes.len(), "{}", asset.path);
        assert_eq!(asset.gzip[..2], [0x1f, 0x8b], "gzip begins like this");
    }
}

#[test]
fn an_unknown_path_finds_nothing() {
    assert_eq!(assets::find("/assets/foothold.css"), None);
    assert_eq!(assets::find(""), None);
}

#[test]
fn the_lock_file_names_no_registry() {
    let lock = include_str!("../package-lock.json");
    assert!(!lock.contains("\"resolved\""));
}
