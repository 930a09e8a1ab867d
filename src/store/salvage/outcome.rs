//! What became of a damaged vault, in counts.

/// What became of a damaged vault. Nothing of its contents is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// By number.
    pub cases: Vec<SalvagedCase>,
    /// Versions of records that belong to no case (services, the worker's own), and of which it is no
    /// longer known where they belong.
    pub elsewhere: Counts,
    /// Entries of the audit chain.
    pub entries: Counts,
}

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvagedCase {
    pub number: u32,
    /// The number it had could not be read: it has a new one.
    pub renumbered: bool,
    /// Versions of its records.
    pub versions: Counts,
}

/// How many are there again, and how many are lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub kept: u64,
    pub lost: u64,
}

impl Salvaged {
    /// Nothing that is known of is lost.
    pub fn is_whole(&self) -> bool {
        let counts = self.cases.iter().map(|case| case.versions).chain([self.elsewhere, self.entries]);
        counts.map(|counts| counts.lost).sum::<u64>() == 0 && self.cases.iter().all(|case| !case.renumbered)
    }
}
