//! Where a byte of a text is, as an editor counts.

/// Line and column of the byte at `offset`, both from 1, columns in characters. An offset past the end is the end's.
pub fn place(text: &str, offset: usize) -> (u64, u64) {
    let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.chars().count() - before.get(..start).map_or(0, |lines| lines.chars().count()) + 1;
    (line as u64, column as u64)
}

/// The range in bytes of the line that holds the byte at `offset`, without its line break.
pub fn line_around(text: &str, offset: usize) -> std::ops::Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after.find('\n').map_or(text.len(), |newline| offset + newline);
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a = 1\né = \"ü\" # x\n";
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, text.find("ü").unwrap()), (2, 6));
        assert_eq!(place(text, text.find('#').unwrap()), (2, 9));
        assert_eq!(place(text, text.len()), (3, 1));
        assert_eq!(place(text, 1000), (3, 1));
        assert_eq!(place("", 0), (1, 1));
    }

    #[test]
    fn a_line_break_belongs_to_its_line() {
        let text = "ab\ncd\n";
        assert_eq!(line_around(text, 2), 0..2);
        assert_eq!(line_around(text, 3), 3..5);
        assert_eq!(line_around(text, 6), 6..6);
    }
}
