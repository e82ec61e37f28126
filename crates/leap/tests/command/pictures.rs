//! QR codes and buttons.

use crate::run::Place;

const DIRECT: [&str; 8] =
    ["link", "direct", "--org", "ElectricSpaceships", "--utility", "sdge", "--ref-id", "R-000001"];

/// Reads the code in an image of `size` × `size` shades of grey.
fn read(size: usize, shade: impl Fn(usize, usize) -> u8) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(size, size, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code is found");
    let (meta, content) = grids[0].decode().unwrap();
    // rqrr numbers the levels as the code does: M is 0.
    assert_eq!(meta.ecc_level, 0, "level M");
    content
}

/// Whether each module is dark, line by line.
struct Modules(Vec<Vec<bool>>);

impl Modules {
    /// Reads the code, each module drawn with 4 × 4 pixels.
    fn read(&self) -> String {
        read(self.0.len() * 4, |x, y| if self.0[y / 4][x / 4] { 0 } else { 255 })
    }

    /// The side without the four light modules around it, which have to be there.
    fn side(&self) -> usize {
        let size = self.0.len();
        for at in 0..size {
            for border in (0..4).chain(size - 4..size) {
                assert!(!self.0[border][at] && !self.0[at][border], "four light modules on each side");
            }
        }
        assert!(self.0[4][4], "the finder is in the corner");
        size - 8
    }
}

fn png(bytes: &[u8]) -> (usize, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.width, info.height);
    (usize::try_from(info.width).unwrap(), pixels)
}

#[test]
fn a_phone_reads_the_png() {
    let place = Place::new();
    let address = place.ok(&DIRECT);
    let run = place.leap(&[&DIRECT[..], &["--qr", "png"]].concat());
    assert_eq!(run.code, Some(0));
    let (size, pixels) = png(&run.stdout);
    assert_eq!(read(size, |x, y| pixels[y * size + x]), address.trim_end());
}

#[test]
fn a_phone_reads_the_svg_and_its_size_follows_from_level_m() {
    let place = Place::new();
    // As long as the addresses in the reports.
    let connect = "o".repeat(157 - "https://onboarding.leap.energy//t/?requestedUtilities=pge&refId=".len() - 50);
    let connect = format!("link connect --org {connect} --title t --utility pge --ref-id {}", "r".repeat(50));
    let direct = "link direct --org ElectricSpaceships1 --utility pge --ref-id R000000".to_owned();
    for (arguments, length, side) in [(direct, 77, 37), (connect, 157, 53)] {
        let arguments: Vec<&str> = arguments.split(' ').collect();
        let address = place.ok(&arguments);
        assert_eq!(address.trim_end().len(), length, "{address}");
        let modules = svg(&place.ok(&[&arguments[..], &["--qr", "svg"]].concat()));
        assert_eq!((modules.side(), modules.read().as_str()), (side, address.trim_end()));
    }
}

/// The modules of our SVG: squares at whole places on a light ground.
fn svg(text: &str) -> Modules {
    let size: usize = text.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(text.contains(&format!("<path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/>")), "{text}");
    let path = text.split("<path fill=\"#000\" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut modules = vec![vec![false; size]; size];
    for square in path.split('M').skip(1) {
        let (column, row) = square.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
        modules[row.parse::<usize>().unwrap()][column.parse::<usize>().unwrap()] = true;
    }
    Modules(modules)
}

/// The modules of lines of characters, where ink stands for dark or for light.
fn characters(text: &str, ink_is_dark: bool) -> Modules {
    let mut modules = Vec::new();
    for line in text.lines() {
        let inks = |upper: bool| {
            line.chars().map(move |character| {
                let has_ink = matches!((character, upper), ('█', _) | ('▀', true) | ('▄', false));
                has_ink == ink_is_dark
            })
        };
        modules.push(inks(true).collect::<Vec<_>>());
        modules.push(inks(false).collect());
    }
    modules.truncate(modules[0].len());
    Modules(modules)
}

#[test]
fn a_phone_reads_the_characters_with_and_without_colours() {
    let place = Place::new();
    let address = place.ok(&DIRECT);
    let arguments = [&DIRECT[..], &["--qr", "terminal"]].concat();
    let plain = place.ok(&arguments);
    assert!(!plain.contains('\u{1b}'), "no colours where there is no terminal");
    let modules = characters(&plain, false);
    assert_eq!((modules.side(), modules.read().as_str()), (37, address.trim_end()));
    let run = place.command(&arguments).env("CLICOLOR_FORCE", "1").output().unwrap();
    let coloured = String::from_utf8(run.stdout).unwrap();
    for line in coloured.lines() {
        // Black on white, whatever the theme.
        assert!(line.starts_with("\u{1b}[38;5;16;48;5;231m") && line.ends_with("\u{1b}[0m"), "{line:?}");
    }
    let characters_only = coloured.replace("\u{1b}[38;5;16;48;5;231m", "").replace("\u{1b}[0m", "");
    assert_eq!(characters(&characters_only, true).read(), address.trim_end());
}

#[test]
fn an_image_is_not_printed_on_a_terminal() {
    let place = Place::new();
    let (status, shown) = crate::terminal::on_terminal(place.command(&[&DIRECT[..], &["--qr", "png"]].concat()));
    assert!(shown.contains("redirect it to a file"), "{shown}");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn a_button_is_a_coloured_cell_with_the_address_below() {
    let place = Place::new();
    let html = place.ok(&[
        "link",
        "connect",
        "--org",
        "O",
        "--title",
        "t",
        "--utility",
        "pge",
        "--ref-id",
        "R-1",
        "--html",
        "--button",
        "A <b> & \"c\"",
    ]);
    let escaped = "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;refId=R-1";
    assert!(html.contains(&format!("<a href=\"{escaped}\"")), "{html}");
    assert!(html.contains(">A &lt;b&gt; &amp; &quot;c&quot;</a>"), "{html}");
    // Outlook takes the colour of a cell, and draws no padding around a link.
    assert!(
        html.contains(
            "<td bgcolor=\"#0b5cad\" style=\"background-color:#0b5cad;border-radius:6px;padding:14px 28px\">"
        )
    );
    assert!(html.trim_end().ends_with(&format!("{escaped}</p>")), "{html}");
}
