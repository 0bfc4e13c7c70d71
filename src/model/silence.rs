//! Rules of the checker that a document leaves out.

use super::Literal;

/// A rule left out, and why.
#[derive(Debug, Clone)]
pub struct BoQua {
    /// The rule's id.
    pub luat: Literal,
    /// The reason.
    pub ly_do: Option<Literal>,
}
