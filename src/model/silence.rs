//! Rules of the checker that a document leaves out.

use schemars::JsonSchema;

use super::Literal;

/// A rule left out, and why.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct BoQua {
    /// The rule's id.
    #[schemars(description = "Mã luật, ví dụ ND30-II.6.b-lap_lai")]
    pub luat: Literal,
    /// The reason.
    #[schemars(description = "Lý do không theo luật này")]
    pub ly_do: Option<Literal>,
}
