//! What building a reader costs as it grows: `cargo bench --bench readers [-- PAGES ...]`, 100, 1,000 and 10,000 if not said.
//!
//! Each size is built in a process of its own, so that peak memory is its own. Beside each size stands what it
//! costs against the floor, and below the table the slope of CPU time against pages: 1 where twice the pages take
//! twice the time.
#![allow(clippy::print_stdout)]

mod corpus;
mod measure;

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use measure::floor::{floor, pages};
use measure::{Stage, measure, medians};

type Failure = Box<dyn Error>;

/// A stage: its name, without white space, and what it does to the reader in a folder.
type Run = (&'static str, fn(&Path) -> Result<(), Failure>);

/// What is measured, in order; the first is what the others are held against.
const STAGES: [Run; 1] = [("floor", write_floor)];

/// Runs of each size, of which the medians count.
const N_RUNS: usize = 3;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [command, folder] = &arguments[..]
        && command == "measure"
    {
        return child(Path::new(folder));
    }
    let sizes: Vec<usize> = match arguments[..] {
        [] => vec![100, 1_000, 10_000],
        _ => arguments.iter().map(|it| it.parse()).collect::<Result<_, _>>()?,
    };
    let measured: Vec<Vec<Stage>> = sizes.iter().map(|n_pages| size(*n_pages)).collect::<Result<_, _>>()?;
    print_table(&sizes, &measured);
    Ok(())
}

/// The medians of every stage over a reader of `n_pages` pages.
fn size(n_pages: usize) -> Result<Vec<Stage>, Failure> {
    let folder = tempfile::tempdir()?;
    corpus::write_to(folder.path(), &corpus::generate(n_pages, 1))?;
    let mut runs = Vec::new();
    for _ in 0..N_RUNS {
        let child = Command::new(env::current_exe()?).arg("measure").arg(folder.path()).output()?;
        if !child.status.success() {
            return Err(String::from_utf8_lossy(&child.stderr).into());
        }
        runs.push(String::from_utf8(child.stdout)?.lines().filter_map(Stage::from_line).collect());
    }
    Ok(medians(&runs))
}

/// Measures every stage over the reader in `folder` and prints it for the parent.
fn child(folder: &Path) -> Result<(), Failure> {
    let mut stages = Vec::new();
    for (name, run) in STAGES {
        measure(&mut stages, name, || run(folder))?;
    }
    for stage in stages {
        println!("{}", stage.to_line());
    }
    Ok(())
}

fn write_floor(folder: &Path) -> Result<(), Failure> {
    let out = folder.join("floor");
    fs::create_dir_all(&out)?;
    Ok(floor(&pages(folder)?, |index, page| fs::write(out.join(format!("{index}.html")), page))?)
}

/// One line for each size and stage, then each stage's slope.
fn print_table(sizes: &[usize], measured: &[Vec<Stage>]) {
    println!("| pages | stage | wall ms | CPU ms | × floor | peak MiB |\n|--:|---|--:|--:|--:|--:|");
    for (n_pages, stages) in sizes.iter().zip(measured) {
        let floor_ms = stages.first().map_or(f64::NAN, |floor| floor.cpu_ms);
        for Stage { name, wall_ms, cpu_ms, peak_mib, .. } in stages {
            let times = cpu_ms / floor_ms;
            println!("| {n_pages} | {name} | {wall_ms:.1} | {cpu_ms:.1} | {times:.1} | {peak_mib:.0} |");
        }
    }
    println!();
    for (index, (name, _)) in STAGES.iter().enumerate() {
        let points = sizes.iter().zip(measured).filter_map(|(n_pages, stages)| {
            stages.get(index).map(|stage| ((*n_pages as f64).ln(), stage.cpu_ms.ln()))
        });
        if let Some(slope) = slope(&points.collect::<Vec<_>>()) {
            println!("{name}: CPU grows with pages^{slope:.2}");
        }
    }
}

/// The slope of the straight line that lies nearest to `points`; none through fewer than two.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|it| it.0), mean(|it| it.1));
    let spread: f64 = points.iter().map(|it| (it.0 - x) * (it.0 - x)).sum();
    let shared: f64 = points.iter().map(|it| (it.0 - x) * (it.1 - y)).sum();
    (0.0 < spread).then(|| shared / spread)
}
