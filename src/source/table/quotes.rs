//! Quotes of CSV that are opened and not closed: the reader takes the rows
//! below into one cell without a word.

use crate::diagnostic::Diagnostic;

/// Follows the quotes of a CSV text byte by byte, as the reader reads them.
#[derive(Debug)]
pub(super) struct Quotes {
    separator: u8,
    state: State,
    line: u64,
    /// The line of the quote at hand.
    opened: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Where a field starts: only here a quote opens.
    Start,
    Plain,
    Quoted,
    /// After a quote inside quotes: the end, or the first of two.
    Closed,
}

impl Quotes {
    pub(super) fn new(separator: u8) -> Self {
        Self { separator, state: State::Start, line: 1, opened: 1 }
    }

    /// Takes the next byte.
    ///
    /// # Errors
    /// The line of a quote that runs over lines and ends among other words: it
    /// was the opening one of another value.
    pub(super) fn take(&mut self, byte: u8) -> Result<(), u64> {
        let ends = matches!(byte, b'\n' | b'\r') || byte == self.separator;
        self.state = match self.state {
            State::Start if byte == b'"' => {
                self.opened = self.line;
                State::Quoted
            }
            State::Quoted if byte == b'"' => State::Closed,
            State::Quoted => State::Quoted,
            State::Closed if byte == b'"' => State::Quoted,
            _ if ends => State::Start,
            State::Closed if self.line > self.opened && byte != b' ' => return Err(self.opened),
            _ => State::Plain,
        };
        self.line += u64::from(byte == b'\n');
        Ok(())
    }

    /// Takes the end of the file.
    ///
    /// # Errors
    /// The line of a quote that is still open.
    pub(super) fn end(&self) -> Result<(), u64> {
        if self.state == State::Quoted { Err(self.opened) } else { Ok(()) }
    }
}

/// What is told of a quote; its place is to be added.
pub(super) fn unclosed(line: u64) -> Diagnostic {
    Diagnostic::error("csv", format!("dấu nháy kép \" mở ở dòng {line} không đóng")).help(
        "thêm dấu \" ở cuối giá trị ấy, hoặc xóa dấu \" ở đầu; dấu \" là chữ của giá trị thì viết hai lần",
    )
}

/// Whether lines end as on old Macs, in "\r" alone: so does the first line.
pub(super) fn is_of_old_mac(start: &[u8]) -> bool {
    let mut quoted = false;
    let mut returned = false;
    for byte in start {
        match byte {
            b'\n' if !quoted => return false,
            b'\r' if !quoted => returned = true,
            _ if returned => return true,
            b'"' => quoted = !quoted,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<u64> {
        let mut quotes = Quotes::new(b',');
        let taken = text.bytes().try_for_each(|byte| quotes.take(byte));
        taken.and_then(|()| quotes.end()).err()
    }

    #[test]
    fn quotes_that_are_not_closed_are_found_with_their_line() {
        assert_eq!(fault("a,b\n\"1,2\n3,4\n5,6\n"), Some(2));
        assert_eq!(fault("a,b\n1,\"2"), Some(2));
        assert_eq!(fault("a,b\n\"1,2\n3,4\n\"5\",6\n"), Some(2));
        assert_eq!(fault("a,b\n1,\"2\n3,\"4\"\n"), Some(2));
    }

    #[test]
    fn quotes_in_their_place_are_no_fault() {
        for text in [
            "",
            "a,\"b\nc\",d\r\n\"e\"\r\n",
            "\"Trường \"\"Hai\"\"\",2\n",
            "cao 5\" và 6,\"7\"\n",
            "\"a\"b,c\n\"d\ne\" ,f",
            "\"\",\"\"\n",
        ] {
            assert_eq!(fault(text), None, "{text:?}");
        }
    }

    #[test]
    fn old_macs_end_lines_in_a_return_alone() {
        assert!(is_of_old_mac(b"a;b\r1;2\r"));
        assert!(is_of_old_mac(b"\"a\nb\";c\r1;2\n"));
        for text in ["a;b\r\n1;2\r\n", "a;b\n1\r2", "a;b\r", "a;b\r\r\n1", "", "\"a\rb\";c\n"] {
            assert!(!is_of_old_mac(text.as_bytes()), "{text:?}");
        }
    }
}
