//! Reports by an organisation's own templates.

use crate::room::Room;

/// A room with an incident and a folder of templates.
fn room() -> (Room, std::path::PathBuf) {
    let room = Room::with_incident();
    room.run(&[
        "note",
        "14:05 ! > revoked *all* tokens at evil.example @lee",
    ])
    .done();
    let told = room.json(&["paths"]);
    let folder = std::path::PathBuf::from(told["templates"]["path"].as_str().unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    (room, folder)
}

#[test]
fn a_template_of_the_folder_puts_the_record_into_its_own_words() {
    let (room, folder) = room();
    let ours = "# {{ incident.key }} for us\n\n{% for e in entries -%}\n- {{ e.utc[-9:] }} {{ e.text }} ({{ e.people|join }}; {{ e.label }})\n{% endfor %}\n{{ sections.lessons }}{% include 'footer.md' %}\n";
    std::fs::write(folder.join("ours.md"), ours).unwrap();
    std::fs::write(folder.join("footer.md"), "Ends: {{ incident.title }}.").unwrap();
    let made = room.run(&["export", "--template", "ours"]).done();
    assert!(made.starts_with("# INC-2026-001 for us\n\n- 14:05 UTC revoked \\*all\\* tokens at evil[.]example @lee (lee; E1)\n"), "{made}");
    assert!(
        made.ends_with("## Lessons\n\n*No lesson is recorded.*\n\nEnds: Stolen CI token."),
        "{made}"
    );
    let file = folder.join("ours.md").display().to_string();
    assert_eq!(room.run(&["export", "--template", &file]).done(), made);
    let page = room
        .run(&["export", "--template", "ours", "--format", "html"])
        .done();
    assert!(
        page.contains("revoked *all* tokens at evil[.]example"),
        "{page}"
    );
}

#[test]
fn a_drill_says_first_that_it_was_one_in_every_template() {
    let (room, folder) = room();
    room.run(&["open", "Table-top", "--exercise"]).done();
    std::fs::write(folder.join("bare.md"), "x").unwrap();
    let made = room.run(&["export", "--template", "bare"]).done();
    assert!(
        made.starts_with("**EXERCISE") && made.ends_with("\n\nx"),
        "{made}"
    );
}

#[test]
fn a_template_that_is_wrong_is_told_with_file_and_line_and_nothing_is_written() {
    let (room, folder) = room();
    for (text, line) in [
        ("a\n{% if %}", 2),
        ("{{ incident.titel }}", 1),
        ("\n\n{{ x", 3),
    ] {
        std::fs::write(folder.join("wrong.md"), text).unwrap();
        let args = ["export", "--template", "wrong", "-o", "r.md"];
        let told = room.run(&args).failed(1);
        let place = format!("{} line {line}: ", folder.join("wrong.md").display());
        assert!(told.contains(&place), "{told}");
        assert!(told.contains("nothing was written"), "{told}");
        assert!(!room.path("r.md").exists());
    }
    std::fs::write(folder.join("bytes.md"), b"\xff").unwrap();
    let told = room.run(&["export", "--template", "bytes"]).failed(1);
    assert!(told.contains("not UTF-8"), "{told}");
    std::fs::write(folder.join("long.md"), vec![b'x'; (1 << 20) + 1]).unwrap();
    room.run(&["export", "--template", "long"]).failed(1);
    room.run(&["export", "--template", "absent"]).failed(3);
    room.run(&["export", "--template", "./absent.md"]).failed(3);
    room.run(&["export", "--template", "."]).failed(1);
    room.run(&["export", "--template", "ours", "--format", "json"])
        .failed(2);
}

#[test]
fn a_template_reads_nothing_outside_its_folder() {
    let (room, folder) = room();
    std::fs::write(room.path("secret.md"), "SECRET").unwrap();
    std::fs::write(folder.parent().unwrap().join("near.md"), "SECRET").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(room.path("secret.md"), folder.join("link.md")).unwrap();
    #[cfg(not(unix))]
    std::fs::create_dir(folder.join("link.md")).unwrap();
    std::fs::write(folder.join(".hidden.md"), "SECRET").unwrap();
    let secret = room.path("secret.md").display().to_string();
    for name in [
        "../near.md",
        "./../near.md",
        &secret,
        "link.md",
        ".hidden.md",
        "..",
        "",
    ] {
        for tag in ["include", "extends", "import"] {
            let rest = if tag == "import" { " as x" } else { "" };
            let text = format!("{{% {tag} '{name}'{rest} %}}");
            std::fs::write(folder.join("t.md"), text).unwrap();
            let told = room.run(&["export", "--template", "t"]).failed(1);
            assert!(!told.contains("SECRET"), "{told}");
            assert!(told.contains("t.md line 1: "), "{told}");
        }
    }
    room.run(&["export", "--template", "link"]).failed(1);
}
