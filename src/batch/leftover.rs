//! Names of the plan's own school that its texts spell out: every school
//! would carry them.

use super::columns::Columns;
use super::fields;
use crate::diagnostic::Diagnostic;
use crate::model::{TemplateText, VanBan};

/// Warns of each name that the table gives every school anew and a text of the
/// plan spells out all the same; at its first place, with the number of texts.
pub(super) fn find(plan: &VanBan, columns: &Columns) -> Vec<Diagnostic> {
    let texts: Vec<&TemplateText> = plan.texts().collect();
    let mut warnings = Vec::new();
    for column in &columns.used {
        let Some(name) = fields::own_of(plan, &column.key).filter(|name| !name.is_empty()) else { continue };
        let mut places = texts.iter().filter_map(|text| Some((text, text.value.find(name)?)));
        let Some((text, at)) = places.next() else { continue };
        let more = match places.count() {
            0 => String::new(),
            more => format!(" (và {more} đoạn khác)"),
        };
        let message = format!("lời văn ghi thẳng `{name}`{more}: mọi trường sẽ mang chữ này");
        warnings.push(
            Diagnostic::warning("con-ten-rieng", message)
                .at(text.span)
                .within(&text.value, at..at + name.len())
                .help(format!("thay bằng {{{{ {} }}}}", column.key)),
        );
    }
    warnings
}
