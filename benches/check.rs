//! The checker: all rules on the original plan, from its model and from its
//! text, and 1,000 files on all cores.

use divan::{Bencher, black_box};
use rayon::prelude::*;
use vanban::check::{Criteria, check};
use vanban::diagnostic::Sources;
use vanban::law::Law;
use vanban::source::{Input, load_to_check};

const ORIGINAL: &str = include_str!("../examples/ke-hoach-dan-van/ke-hoach-goc.yaml");

fn main() {
    divan::main();
}

fn whole(text: &str) -> usize {
    let mut sources = Sources::new();
    let input = Input::text("ke-hoach-goc.yaml", text);
    let document =
        load_to_check(&input, &Law::embedded(), &mut sources).expect("the example is a document").value;
    check(&document, &sources, &Criteria::default(), &[]).len()
}

#[divan::bench]
fn a_all_rules(bencher: Bencher<'_, '_>) {
    let mut sources = Sources::new();
    let input = Input::text("ke-hoach-goc.yaml", ORIGINAL);
    let document =
        load_to_check(&input, &Law::embedded(), &mut sources).expect("the example is a document").value;
    bencher.bench(|| check(black_box(&document), &sources, &Criteria::default(), &[]).len());
}

#[divan::bench]
fn b_read_and_check(bencher: Bencher<'_, '_>) {
    bencher.bench(|| whole(black_box(ORIGINAL)));
}

#[divan::bench(sample_count = 5)]
fn c_thousand_files(bencher: Bencher<'_, '_>) {
    bencher.bench(|| (0..1000).into_par_iter().map(|_| whole(black_box(ORIGINAL))).sum::<usize>());
}
