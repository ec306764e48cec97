//! What a stage costs this process: wall and CPU time, peak and present memory.

pub mod floor;

use std::fs;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

/// The cost of one stage.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name, without white space.
    pub name: String,
    /// Milliseconds that went by.
    pub wall_ms: f64,
    /// Milliseconds of processor time, user and system, of all threads.
    pub cpu_ms: f64,
    /// The most memory that was resident at once, MiB; 0 where the system doesn't tell.
    pub peak_mib: f64,
    /// The memory that stayed resident, MiB; 0 where the system doesn't tell.
    pub held_mib: f64,
}

impl Stage {
    /// The stage on one line, which [`Stage::from_line`] reads.
    pub fn to_line(&self) -> String {
        format!("{} {} {} {} {}", self.name, self.wall_ms, self.cpu_ms, self.peak_mib, self.held_mib)
    }

    /// The stage that a child process printed; none for any other line.
    pub fn from_line(line: &str) -> Option<Stage> {
        let (name, numbers) = line.split_once(' ')?;
        let numbers: Vec<f64> = numbers.split(' ').map_while(|number| number.parse().ok()).collect();
        match numbers[..] {
            [wall_ms, cpu_ms, peak_mib, held_mib] => {
                Some(Stage { name: name.into(), wall_ms, cpu_ms, peak_mib, held_mib })
            }
            _ => None,
        }
    }
}

/// Runs `stage` and adds what it cost to `stages`.
pub fn measure<T>(stages: &mut Vec<Stage>, name: &str, stage: impl FnOnce() -> T) -> T {
    let mut meter = Meter::start();
    let it = stage();
    stages.push(meter.lap(name));
    it
}

/// Measures stages that follow each other.
pub struct Meter {
    cpu: f64,
    wall: Instant,
}

impl Meter {
    /// Begins the first stage.
    pub fn start() -> Meter {
        // Sets the peak back to what is resident now; not every system has it, and then the peak is the process's.
        drop(fs::write("/proc/self/clear_refs", "5"));
        Meter { cpu: cpu_ms(), wall: Instant::now() }
    }

    /// Ends the stage `name` and begins the next.
    pub fn lap(&mut self, name: &str) -> Stage {
        let (wall_ms, cpu_ms) = (self.wall.elapsed().as_secs_f64() * 1e3, cpu_ms() - self.cpu);
        let [peak_mib, held_mib] = ["VmHWM:", "VmRSS:"].map(status_mib);
        *self = Meter::start();
        Stage { name: name.into(), wall_ms, cpu_ms, peak_mib, held_mib }
    }
}

/// Each stage's median over `runs` of the same stages, number by number.
pub fn medians(runs: &[Vec<Stage>]) -> Vec<Stage> {
    let n_stages = runs.first().map_or(0, Vec::len);
    let median = |index: usize, of: fn(&Stage) -> f64| {
        let mut all: Vec<f64> = runs.iter().filter_map(|run| run.get(index)).map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(0.0)
    };
    (0..n_stages)
        .map(|index| Stage {
            name: runs[0][index].name.clone(),
            wall_ms: median(index, |stage| stage.wall_ms),
            cpu_ms: median(index, |stage| stage.cpu_ms),
            peak_mib: median(index, |stage| stage.peak_mib),
            held_mib: median(index, |stage| stage.held_mib),
        })
        .collect()
}

fn cpu_ms() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// A line of `/proc/self/status` in KiB, as MiB.
fn status_mib(key: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
