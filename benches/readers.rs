//! What building a reader costs as it grows: `cargo bench --bench readers [-- PAGES ...]`, 100, 1,000 and 10,000 if not said.
//!
//! Each size is built in a process of its own, so that peak memory is its own. Beside each size stands what it
//! costs against the floor, and below the table the slope of CPU time against pages: 1 where twice the pages take
//! twice the time. Last comes what a user of `lectern check` waits for.
#![allow(clippy::print_stdout)]

mod corpus;
mod measure;

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use lectern::diagnostic::{Outcome, Severity};
use lectern::load::load;
use lectern::pipeline::{Built, Request, build_watched};
use lectern::write::{Edited, Refusal, Target, publish};
use measure::floor::{floor, pages};
use measure::{Meter, Stage, measure, medians};

type Failure = Box<dyn Error>;

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
    let (measured, checked): (Vec<Vec<Stage>>, Vec<Duration>) =
        sizes.iter().map(|n_pages| size(*n_pages)).collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
    print_table(&sizes, &measured);
    println!();
    for (n_pages, time) in sizes.iter().zip(checked) {
        println!("lectern check, {n_pages} pages: {:.0} ms", time.as_secs_f64() * 1e3);
    }
    Ok(())
}

/// The medians of every stage over a reader of `n_pages` pages, and of `lectern check`.
fn size(n_pages: usize) -> Result<(Vec<Stage>, Duration), Failure> {
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
    let mut checks = (0..N_RUNS).map(|_| check(folder.path())).collect::<Result<Vec<_>, _>>()?;
    checks.sort();
    Ok((medians(&runs), checks[N_RUNS / 2]))
}

/// How long the program takes to check the reader in `folder`, its findings written to nobody.
fn check(folder: &Path) -> Result<Duration, Failure> {
    let began = Instant::now();
    let mut check = Command::new(env!("CARGO_BIN_EXE_lectern"));
    check.arg("check").current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    match check.status()?.success() {
        true => Ok(began.elapsed()),
        false => Err("the made-up reader has an error".into()),
    }
}

/// Measures every stage over the reader in `folder` and prints it for the parent: the floor, the stages of a build
/// into an absent folder, their sum, and publishing the same again.
fn child(folder: &Path) -> Result<(), Failure> {
    let mut stages = Vec::new();
    measure(&mut stages, "floor", || write_floor(folder))?;
    let output = folder.join("public");
    let target = Target { folder: &output, site_root: folder, home: None };
    let publish = |built: &Built| match publish(&built.output, &target, Edited::Report) {
        Ok(_) => Ok(()),
        Err(Refusal::Machine(err)) => Err(Failure::from(err.to_string())),
        Err(Refusal::Findings(findings)) => Err(Failure::from(findings[0].message.clone())),
    };
    let mut meter = Meter::start();
    let sources = load(folder).map_err(|err| err.to_string())?;
    stages.push(meter.lap("load"));
    let Outcome { value: built, diagnostics } =
        build_watched(&sources, &Request::default(), &mut |stage| stages.push(meter.lap(stage)));
    if let Some(finding) = diagnostics.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(format!("{}: {}", finding.path, finding.message).into());
    }
    publish(&built)?;
    stages.push(meter.lap("write"));
    let sum = sum(&stages[1..]);
    stages.push(sum);
    publish(&built)?;
    stages.push(meter.lap("write-again"));
    for stage in stages {
        println!("{}", stage.to_line());
    }
    Ok(())
}

/// The whole build: times added, the highest peak.
fn sum(stages: &[Stage]) -> Stage {
    let add = |of: fn(&Stage) -> f64| stages.iter().map(of).sum();
    let most = |of: fn(&Stage) -> f64| stages.iter().map(of).fold(0.0, f64::max);
    Stage {
        name: "build".to_owned(),
        wall_ms: add(|stage| stage.wall_ms),
        cpu_ms: add(|stage| stage.cpu_ms),
        peak_mib: most(|stage| stage.peak_mib),
        held_mib: most(|stage| stage.held_mib),
    }
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
    let names = measured.first().map_or(&[][..], Vec::as_slice);
    for (index, Stage { name, .. }) in names.iter().enumerate() {
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
