//! What the stretches of a year say of the whole year.

use rust_decimal::Decimal;

use super::collect::Collector;
use crate::diagnostic::Diagnostic;
use crate::model::{ChiTieu, Gop, NhiemVu, Period};
use crate::number;

impl Collector<'_> {
    /// A year, half a year or a quarter that the data do not have gets what its
    /// parts come to, where all of them are there. Where the data have both and
    /// they differ, that is told.
    pub(super) fn add_up(&mut self) {
        if self.results.trong_nam.is_empty() {
            return;
        }
        let tasks = self.tasks.clone();
        let lich = self.calendar.giai_doan.lich;
        for nam in self.calendar.giai_doan.years() {
            let year = Period::year(nam, lich);
            // The short ones first: quarters may come of months, a year of them.
            for whole in year.wholes() {
                for task in &tasks {
                    task.chi_tieu.iter().for_each(|figure| self.add_up_figure(task, figure, whole));
                }
            }
        }
    }

    fn add_up_figure(&mut self, task: &NhiemVu, figure: &ChiTieu, whole: Period) {
        let id = task.id.as_str();
        for parts in whole.parts() {
            let values: Option<Vec<Decimal>> =
                parts.iter().map(|part| self.results.value(id, &figure.id, *part)).collect();
            let Some(sum) = values.and_then(|values| together(figure, &values)) else { continue };
            match self.results.value(id, &figure.id, whole) {
                None => self.results.set_value(id, &figure.id, whole, sum),
                Some(known) if known != sum => {
                    self.tell_difference(task, figure, whole, known, (sum, &parts));
                }
                Some(_) => {}
            }
        }
    }

    fn tell_difference(
        &mut self,
        task: &NhiemVu,
        figure: &ChiTieu,
        whole: Period,
        known: Decimal,
        (sum, parts): (Decimal, &[Period]),
    ) {
        let amount = |value: Decimal| format!("{} {}", number::format(value), figure.don_vi.as_str());
        let how = match figure.gop {
            Gop::Tong => "cộng lại",
            Gop::CuoiKy => "kỳ cuối",
            Gop::BinhQuan => "bình quân",
        };
        let names: Vec<String> = parts.iter().map(|part| part.short_name()).collect();
        let message = format!(
            "nhiệm vụ `{}`, chỉ tiêu `{}`: {} ghi {}, các kỳ trong năm ({}) {how} là {}",
            task.id.as_str(),
            figure.id,
            whole.name(),
            amount(known),
            names.join(", "),
            amount(sum)
        );
        let help = format!("xem lại bảng số liệu; báo cáo {} dùng số đã ghi cho {0}", whole.name());
        self.diagnostics.push(Diagnostic::warning("ky-khac-nam", message).help(help));
    }
}

/// The parts of a period as one number.
fn together(figure: &ChiTieu, values: &[Decimal]) -> Option<Decimal> {
    if figure.gop == Gop::CuoiKy {
        return values.last().copied();
    }
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    match figure.gop {
        Gop::BinhQuan => sum.checked_div(Decimal::from(values.len())).map(number::round),
        _ => Some(sum.normalize()),
    }
}
