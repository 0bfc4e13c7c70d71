//! The one convention for results: a value with what is told of it, or the
//! faults for which there is none.

use std::fmt;

use super::Diagnostic;

/// A value, and what there is to tell of it: warnings, hints.
///
/// They travel with the value, so that no command is silent about them.
///
/// ```
/// use vanban::diagnostic::{Diagnostic, Told};
///
/// let told = Told::new(3, vec![Diagnostic::warning("cot", "cột `Ghi chú` không được in")]);
/// let (value, told) = told.map(|three| three + 1).take();
/// assert_eq!((value, told.len()), (4, 1));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// What is told of it, in the order of finding.
    pub told: Vec<Diagnostic>,
}

impl<T> Told<T> {
    /// A value with what is told of it.
    pub fn new(value: T, told: Vec<Diagnostic>) -> Self {
        Self { value, told }
    }

    /// The same of another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Told<U> {
        Told { value: make(self.value), told: self.told }
    }

    /// Value and reports apart.
    pub fn take(self) -> (T, Vec<Diagnostic>) {
        (self.value, self.told)
    }

    /// The value; what is told of it is added to `others`.
    pub fn tell(self, others: &mut Vec<Diagnostic>) -> T {
        others.extend(self.told);
        self.value
    }
}

/// Why there is no value: one report or several, at least one of them an error.
///
/// An error made of diagnostics, so that `?` works on a single [`Diagnostic`]
/// and into the errors of other programs.
///
/// ```
/// use vanban::diagnostic::{Diagnostic, Faults};
///
/// fn number(text: &str) -> Result<u32, Diagnostic> {
///     text.parse().map_err(|_| Diagnostic::error("so", format!("`{text}` không phải là số")))
/// }
///
/// fn sum(texts: &[&str]) -> Result<u32, Faults> {
///     let mut sum = 0;
///     for text in texts {
///         sum += number(text)?;
///     }
///     Ok(sum)
/// }
///
/// assert_eq!(sum(&["1", "2"]).ok(), Some(3));
/// assert_eq!(sum(&["1", "hai"]).unwrap_err().to_string(), "lỗi[so]: `hai` không phải là số");
/// ```
#[derive(Debug, Clone)]
pub struct Faults(Vec<Diagnostic>);

impl Faults {
    /// The reports, in the order of finding.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The reports as a list.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }

    /// What was told before, then these: a warning is not lost when a later step
    /// fails.
    #[must_use]
    pub fn after(self, mut told: Vec<Diagnostic>) -> Self {
        told.extend(self.0);
        Self(told)
    }

    /// `value`, unless something was found.
    ///
    /// # Errors
    /// What was found.
    pub fn none_or<T>(found: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        if found.is_empty() { Ok(value) } else { Err(Self(found)) }
    }
}

impl std::ops::Deref for Faults {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.0
    }
}

impl From<Diagnostic> for Faults {
    fn from(fault: Diagnostic) -> Self {
        Self(vec![fault])
    }
}

impl From<Vec<Diagnostic>> for Faults {
    /// Never empty: a failure that nobody found words for says so.
    fn from(mut faults: Vec<Diagnostic>) -> Self {
        debug_assert!(!faults.is_empty(), "a failure without a report");
        if faults.is_empty() {
            faults.push(Diagnostic::error("loi", "không làm được mà không rõ vì sao: lỗi của chương trình"));
        }
        Self(faults)
    }
}

impl IntoIterator for Faults {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'f> IntoIterator for &'f Faults {
    type Item = &'f Diagnostic;
    type IntoIter = std::slice::Iter<'f, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    /// One line for each report, without the lines of the files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.0.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

impl fmt::Display for Diagnostic {
    /// Severity, code and message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}", self.severity.label(), self.code, self.message)
    }
}

impl std::error::Error for Diagnostic {}
