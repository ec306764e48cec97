//! Characters that deceive the eye.

/// The first bidirectional override or invisible character in `text`, and its byte.
///
/// Zero-width joiners are let through between letters of scripts that need them (Unicode 16, table 12-3: Indic
/// scripts and Arabic), everywhere else they are reported too.
pub fn hidden_character(text: &str) -> Option<(usize, char)> {
    if text.is_ascii() {
        return None;
    }
    let mut before = ' ';
    for (at, ch) in text.char_indices() {
        let joins = matches!(ch, '\u{200C}' | '\u{200D}');
        let hidden = matches!(ch,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{200E}'
            | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{E0000}'..='\u{E007F}');
        if hidden || (joins && !matches!(before, '\u{0600}'..='\u{06FF}' | '\u{0900}'..='\u{0DFF}')) {
            return Some((at, ch));
        }
        before = ch;
    }
    None
}
