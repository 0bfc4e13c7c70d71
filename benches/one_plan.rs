//! One plan: read, compose and render apart, then the whole way; and a batch
//! of 1,000.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use vanban::compose::PageTree;
use vanban::diagnostic::Sources;
use vanban::engine::Engine;
use vanban::model::VanBan;
use vanban::render::docx::render;
use vanban::source::Input;

const PLAN: &str = include_str!("../examples/ke-hoach-dan-van/ke-hoach.yaml");

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::default);

fn main() {
    divan::main();
}

fn read(text: &str) -> VanBan {
    let input = Input::text("ke-hoach.yaml", text);
    ENGINE.read(&input, &mut Sources::new()).expect("the example is a document").value
}

fn tree(document: &VanBan) -> PageTree {
    ENGINE.compose(document).expect("the example composes").value
}

fn whole(text: &str) -> Vec<u8> {
    render(&tree(&read(text))).expect("the example renders")
}

#[divan::bench]
fn a_read(bencher: Bencher<'_, '_>) {
    bencher.bench(|| read(black_box(PLAN)));
}

#[divan::bench]
fn b_compose(bencher: Bencher<'_, '_>) {
    let document = read(PLAN);
    bencher.bench(|| tree(black_box(&document)));
}

#[divan::bench]
fn c_render(bencher: Bencher<'_, '_>) {
    let page_tree = tree(&read(PLAN));
    bencher.bench(|| render(black_box(&page_tree)));
}

#[divan::bench]
fn d_yaml_to_docx(bencher: Bencher<'_, '_>) {
    bencher.bench(|| whole(black_box(PLAN)));
}

#[divan::bench(sample_count = 5)]
fn e_thousand_plans(bencher: Bencher<'_, '_>) {
    bencher.bench(|| (0..1000).map(|_| whole(black_box(PLAN)).len()).sum::<usize>());
}
