//! QR codes, and buttons for e-mails.

use super::failure::Failure;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Light modules around a code, without which phones do not find it.
const QUIET: usize = 4;

/// The pixels of a module in an image. Larger than a phone needs, so that a print of it is sharp.
const PIXELS: usize = 8;

/// A QR code with its light ground.
pub(crate) struct Code {
    /// How many modules a side has, with the ground.
    size: usize,
    /// Whether each module is dark, row by row.
    dark: Vec<bool>,
}

impl Code {
    /// The code of an address, at level M: it reads with a smudge on it, and stays small.
    pub(crate) fn of(address: &str) -> Result<Self, Failure> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M);
        let code = code.map_err(|error| Failure::Picture(error.to_string()))?;
        let width = code.width();
        let size = width + 2 * QUIET;
        let mut dark = vec![false; size * size];
        for (at, color) in code.to_colors().into_iter().enumerate() {
            dark[(at / width + QUIET) * size + at % width + QUIET] = color == Color::Dark;
        }
        Ok(Self { size, dark })
    }

    /// Whether a module is dark. Those outside are light.
    fn is_dark(&self, row: usize, column: usize) -> bool {
        self.dark.get(row * self.size + column).copied().unwrap_or(false)
    }

    /// As an SVG, one unit for each module.
    pub(crate) fn svg(&self) -> String {
        let size = self.size;
        let mut path = String::new();
        for row in 0..size {
            for column in (0..size).filter(|column| self.is_dark(row, *column)) {
                let _ = write!(path, "M{column} {row}h1v1h-1z");
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{width}\" height=\"{width}\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/>\
             <path fill=\"#000\" d=\"{path}\"/></svg>\n",
            width = size * PIXELS,
        )
    }

    /// As a PNG in shades of grey.
    pub(crate) fn png(&self) -> Result<Vec<u8>, Failure> {
        let width = self.size * PIXELS;
        let pixel = |at: usize| if self.is_dark(at / width / PIXELS, at % width / PIXELS) { 0 } else { u8::MAX };
        let pixels: Vec<u8> = (0..width * width).map(pixel).collect();
        let failure = |error: png::EncodingError| Failure::Picture(error.to_string());
        let side = u32::try_from(width).map_err(|error| Failure::Picture(error.to_string()))?;
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(failure)?;
        writer.write_image_data(&pixels).map_err(failure)?;
        writer.finish().map_err(failure)?;
        Ok(bytes)
    }

    /// As characters, two modules in each.
    ///
    /// With colours it is black on white whatever the terminal's theme is. Without, ink stands for light, as most terminals
    /// are dark.
    pub(crate) fn text(&self, has_colours: bool) -> String {
        let mut text = String::new();
        for row in (0..self.size).step_by(2) {
            if has_colours {
                text.push_str("\u{1b}[38;5;16;48;5;231m");
            }
            for column in 0..self.size {
                let has_ink = |row| self.is_dark(row, column) == has_colours;
                text.push(match (has_ink(row), has_ink(row + 1)) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            text.push_str(if has_colours { "\u{1b}[0m\n" } else { "\n" });
        }
        text
    }
}

/// A button for e-mails. Outlook draws no padding around links, so the colour is that of a table's cell. The address stands
/// below, for readers who see no button or want to know where it leads.
pub(crate) fn button(address: &str, text: &str) -> String {
    let (address, text) = (escaped(address), escaped(text));
    format!(
        "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">\n\
         \x20 <tr>\n\
         \x20   <td bgcolor=\"#0b5cad\" style=\"background-color:#0b5cad;border-radius:6px;padding:14px 28px\">\n\
         \x20     <a href=\"{address}\" style=\"color:#ffffff;font-family:Arial,sans-serif;font-size:16px;\
         font-weight:bold;text-decoration:none\">{text}</a>\n\
         \x20   </td>\n\
         \x20 </tr>\n\
         </table>\n\
         <p style=\"font-family:Arial,sans-serif;font-size:13px;word-break:break-all\">{address}</p>\n"
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
