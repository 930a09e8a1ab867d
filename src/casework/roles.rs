//! Roles: names for what somebody does in the organisation, each with the rights that go with it.

use super::process::Process;
use crate::record::Right;

/// A role: `[[role]]` in `process.toml`; its name is the message `role-<id>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub id: String,
    pub rights: Vec<Right>,
    /// Whoever makes a vault has it.
    pub first: bool,
}

impl Process {
    /// All roles in the order of the file.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// The rights of a role; of one that is not known, none.
    pub fn rights(&self, role: &str) -> Vec<Right> {
        let known = self.roles.iter().find(|known| known.id == role);
        known.map(|role| role.rights.clone()).unwrap_or_default()
    }

    /// The roles of whoever makes a vault.
    pub fn first_roles(&self) -> Vec<String> {
        self.roles.iter().filter(|role| role.first).map(|role| role.id.clone()).collect()
    }
}
