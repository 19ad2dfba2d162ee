//! A terminal screen as an SVG picture: one text element a run of cells that
//! look alike.

use std::fmt::Write as _;
use vt100::{Cell, Color, Screen};

/// A cell, in pixels.
const WIDTH: usize = 9;
const HEIGHT: usize = 18;
const PAPER: &str = "#16181a";
const INK: &str = "#c5c8c6";

/// The sixteen named colours, as a common dark terminal shows them.
const NAMED: [&str; 16] = [
    "#1d1f21", "#cc6666", "#b5bd68", "#f0c674", "#81a2be", "#b294bb", "#8abeb7", "#c5c8c6",
    "#7c7c7c", "#ff7a7a", "#b9ca4a", "#e7c547", "#7aa6da", "#c397d8", "#70c0b1", "#eaeaea",
];

/// How a run of cells looks.
#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    paper: String,
    bold: bool,
}

fn colour(color: Color, default: &str) -> String {
    match color {
        Color::Default => default.to_owned(),
        Color::Idx(n @ 0..16) => NAMED[usize::from(n)].to_owned(),
        Color::Idx(n @ 16..232) => {
            let part = |step: u8| {
                if step == 0 {
                    0
                } else {
                    55 + 40 * u32::from(step)
                }
            };
            let n = n - 16;
            format!(
                "#{:02x}{:02x}{:02x}",
                part(n / 36),
                part(n / 6 % 6),
                part(n % 6)
            )
        }
        Color::Idx(n) => format!("#{0:02x}{0:02x}{0:02x}", 8 + 10 * u32::from(n - 232)),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
    }
}

fn look(cell: &Cell) -> Look {
    let (ink, paper) = (colour(cell.fgcolor(), INK), colour(cell.bgcolor(), PAPER));
    let (ink, paper) = if cell.inverse() {
        (paper, ink)
    } else {
        (ink, paper)
    };
    Look {
        ink,
        paper,
        bold: cell.bold(),
    }
}

/// Holds a picture of the docs to be the one that the screen gives: made anew
/// with `WARROOM_BLESS=1`, compared otherwise.
pub fn holds(name: &str, screen: &Screen) {
    let drawn = picture(screen);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("WARROOM_BLESS").is_some() {
        std::fs::write(&path, &drawn).expect("docs can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let told = "is old: WARROOM_BLESS=1 cargo test --test terminal";
    assert!(
        kept == drawn,
        "{name} {told}; the screen:\n{}",
        screen.contents()
    );
}

/// The whole screen.
fn picture(screen: &Screen) -> String {
    let (rows, cols) = screen.size();
    let (w, h) = (usize::from(cols) * WIDTH, usize::from(rows) * HEIGHT);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
         viewBox=\"0 0 {w} {h}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" \
         font-size=\"15\">\n<rect width=\"{w}\" height=\"{h}\" fill=\"{PAPER}\"/>\n"
    );
    for row in 0..rows {
        let mut run: Option<(u16, Look, String)> = None;
        for col in 0..cols {
            let Some(cell) = screen.cell(row, col) else {
                continue;
            };
            let text = if cell.contents().is_empty() {
                " "
            } else {
                cell.contents()
            };
            let now = look(cell);
            match &mut run {
                Some((_, same, words)) if *same == now => words.push_str(text),
                other => {
                    if let Some(done) = other.replace((col, now, text.to_owned())) {
                        push(&mut out, row, &done);
                    }
                }
            }
        }
        if let Some(done) = run {
            push(&mut out, row, &done);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn push(out: &mut String, row: u16, (col, look, words): &(u16, Look, String)) {
    let (x, y) = (usize::from(*col) * WIDTH, usize::from(row) * HEIGHT);
    let width = words.chars().count() * WIDTH;
    if look.paper != PAPER {
        let paper = &look.paper;
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>"
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let safe = words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let weight = if look.bold {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let (ink, base) = (&look.ink, y + 14);
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{base}\" fill=\"{ink}\"{weight} textLength=\"{width}\" xml:space=\"preserve\">{safe}</text>"
    );
}
