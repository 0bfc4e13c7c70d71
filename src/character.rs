//! What single characters are. A leaf.

/// Characters that XML 1.0 forbids: no Word file can hold them.
pub(crate) fn is_unprintable(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}
