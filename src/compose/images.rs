//! The pictures that the texts of a document may call by name.

use std::path::Path;
use std::sync::Arc;

use super::page::Image;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::VanBan;
use crate::slug::slug;

/// Pictures by name.
pub(super) struct Images(Vec<Arc<Image>>);

impl Images {
    /// The pictures of a supplement, then those of the document.
    pub(super) fn new(document: &VanBan, supplement: Vec<Image>) -> Self {
        let own = document.hinh.iter().map(|hinh| Image {
            name: hinh.id.value.clone(),
            file: Arc::clone(&hinh.tep),
            format: hinh.dang,
            size_px: hinh.size_px,
            size_tenth_mm: hinh.size_tenth_mm,
        });
        Self(supplement.into_iter().chain(own).map(Arc::new).collect())
    }

    /// The first of this name.
    pub(super) fn named(&self, name: &str) -> Option<Arc<Image>> {
        self.0.iter().find(|image| image.name == name).map(Arc::clone)
    }

    /// The report of a name that no picture has.
    pub(super) fn unknown(&self, name: &str) -> Diagnostic {
        Diagnostic::error("hinh", format!("không có hình `{name}`")).label("hình lạ").help(self.mend(name))
    }

    /// How to mend the call of a picture that is not there.
    fn mend(&self, name: &str) -> String {
        let known: Vec<&str> = self.0.iter().map(|image| image.name.as_str()).collect();
        if let Some(near) = nearest(name, known.iter().copied()) {
            return format!("có phải ý bạn là `{near}`?");
        }
        let (id, tep) = match Path::new(name).extension() {
            Some(_) => {
                let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
                (slug(&stem), name.to_owned())
            }
            None => (name.to_owned(), format!("{name}.png")),
        };
        let declare = format!("khai báo hinh: [{{id: {id}, tep: {tep}}}]");
        match (known.is_empty(), id == name) {
            (true, true) => declare,
            (true, false) => format!("{declare} và gọi ![...]({id})"),
            (false, true) => format!("các hình đã khai báo: {}", known.join(", ")),
            (false, false) => {
                format!("{declare} và gọi ![...]({id}); các hình đã khai báo: {}", known.join(", "))
            }
        }
    }
}
