//! The table.

use crate::measure::{Budget, Row, Sample};
use crate::program::Vault;

/// Prints all rows.
pub fn print(rows: &[Row], vault: &Vault) {
    println!("{} invented cases, 80 by 24. Line: 9600 bit/s, 200 ms there and back, over SSH.", vault.cases);
    println!(
        "{:<44} {:>3} {:>6} {:>6} {:>6} {:>5} {:>6} {:>6} {:>7} {:>7}  budget",
        "what", "n", "median", "worst", "mean", "ratio", "writes", "rest", "line s", "p95 ms"
    );
    for row in rows {
        let budget = match row.budget {
            Budget::Median(median, worst) => format!("{median}, worst {worst}"),
            Budget::Mean(mean) => format!("mean {mean}"),
            Budget::Each(each) => format!("{each}"),
            Budget::None => String::new(),
        };
        println!(
            "{:<44} {:>3} {:>6} {:>6} {:>6} {:>5.2} {:>6} {:>6} {:>7.2} {:>7.1}  {budget}{}",
            row.name,
            row.samples.len(),
            row.median(Sample::bytes),
            row.worst(Sample::bytes),
            row.mean(),
            row.ratio(),
            row.worst(|sample| sample.chunks.len()),
            row.median(|sample| sample.rest),
            row.line(),
            row.last(),
            if row.is_met() { "" } else { "  OVER" },
        );
    }
    println!(
        "bytes: what is sent at once. ratio: all bytes to the least that the change can cost. writes: the most \
         for one key. rest: bytes when the hand rests."
    );
}
