//! The figures that a run ends with.

/// One line of the table.
#[derive(Debug, Clone)]
pub struct Figure {
    pub what: String,
    pub count: String,
    pub target: String,
    pub found: String,
    pub met: Option<bool>,
}

impl Figure {
    /// So many trials, of which none may fail.
    pub fn trials(what: &str, count: usize, failures: &[String], extra: &str) -> Self {
        let dash = if extra.is_empty() { "" } else { "; " };
        Self {
            what: what.to_owned(),
            count: count.to_string(),
            target: "0 failed".to_owned(),
            found: format!("{} failed{dash}{extra}", failures.len()),
            met: Some(failures.is_empty() && count > 0),
        }
    }

    /// Something that cannot be tried here, with the reason.
    pub fn left_out(what: &str, why: &str) -> Self {
        Self {
            what: what.to_owned(),
            count: "-".to_owned(),
            target: "-".to_owned(),
            found: why.to_owned(),
            met: None,
        }
    }
}

/// Prints the first failures of a part, so that they can be had again.
pub fn tell(part: &str, failures: &[String]) {
    for failure in failures.iter().take(12) {
        println!("  {part}: {failure}");
    }
    if failures.len() > 12 {
        println!("  {part}: and {} more", failures.len() - 12);
    }
}

/// Prints the table; whether all targets were met.
pub fn print(figures: &[Figure]) -> bool {
    let head = ["what", "how many", "target", "found", ""].map(str::to_owned);
    let verdict = |met| match met {
        Some(true) => "ok",
        Some(false) => "NOT",
        None => "-",
    };
    let row = |figure: &Figure| {
        let Figure { what, count, target, found, met } = figure.clone();
        [what, count, target, found, verdict(met).to_owned()]
    };
    let rows: Vec<[String; 5]> = [head].into_iter().chain(figures.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(width).collect();
    println!();
    for row in &rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        println!("{}", cells.join("  ").trim_end());
    }
    println!();
    figures.iter().all(|figure| figure.met != Some(false))
}
