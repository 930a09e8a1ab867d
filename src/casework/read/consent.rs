//! Reads what `process.toml` says of consent: how a consent is read, and what leaves a case.

use super::Reading;
use crate::casework::consent::{ConsentRules, DECISIONS, Share, Tell};
use crate::casework::source::{Placed, Table};
use crate::form::expr::{Condition, Problem, Vocabulary as _, near};
use crate::form::load::FormWords;
use crate::form::{DiagnosticKind, FieldType, Form};

impl Reading {
    /// `[consent]`.
    pub(super) fn consent(&mut self, mut table: Table<'_>) -> Option<ConsentRules> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let known = form.as_deref().unwrap_or_default().to_owned();
        let scope = self.needed_field(&mut table, "scope", &known);
        let rules = ConsentRules {
            information: self.needed_field(&mut table, "information", &known).unwrap_or_default(),
            recipient: self.needed_field(&mut table, "recipient", &known).unwrap_or_default(),
            purpose: self.needed_field(&mut table, "purpose", &known).unwrap_or_default(),
            state: self.decision(&mut table, &known).unwrap_or_default(),
            date: self.needed_field(&mut table, "date", &known).unwrap_or_default(),
            until: self.needed_field(&mut table, "until", &known).unwrap_or_default(),
            withdrawn_on: self.needed_field(&mut table, "withdrawn_on", &known).unwrap_or_default(),
            free: Vec::new(),
            count: None,
            tell: table.table("tell", &mut self.out).and_then(|tell| self.tell(tell, &known)),
            scope: scope.clone().unwrap_or_default(),
            form: known.clone(),
        };
        let free = table.texts("free", &mut self.out);
        let free = self.choices_of(&known, &rules.information, free);
        let count = table.text("count", &mut self.out);
        let count = self.choices_of(&known, &rules.scope, count.into_iter().collect()).pop();
        table.finish(&mut self.out);
        form.and(scope)?;
        Some(ConsentRules { free, count, ..rules })
    }

    /// `[[share]]`.
    pub(super) fn share(&mut self, mut table: Table<'_>, consent: Option<&ConsentRules>) -> Option<Share> {
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let known = form.as_deref().unwrap_or_default().to_owned();
        let rows = table.text("rows", &mut self.out);
        let when = if rows.is_none() { table.needed("when", &mut self.out) } else { None };
        let rows_at = rows.as_ref().map(|rows| rows.span.clone());
        let [rows, when] = [rows, when].map(|text| text.and_then(|text| self.own_condition(&text, &known)));
        let recipient = table.texts("recipient", &mut self.out);
        let recipient: Vec<String> =
            recipient.into_iter().filter_map(|name| self.field_of(&known, name)).collect();
        let always = table.texts("always", &mut self.out);
        let scope = table.needed("scope", &mut self.out);
        let information = self.field(&mut table, "information", &known);
        let purpose = self.field(&mut table, "purpose", &known);
        let date = self.field(&mut table, "date", &known);
        let emergency = self.field(&mut table, "emergency", &known);
        let note = [
            self.field(&mut table, "consent", &known),
            self.field(&mut table, "consent_on", &known),
            self.field(&mut table, "consent_until", &known),
        ];
        table.finish(&mut self.out);
        let (always, scope) = match consent {
            Some(rules) => {
                let always = self.choices_of(&rules.form, &rules.information, always);
                let scope = self.choices_of(&rules.form, &rules.scope, scope.into_iter().collect()).pop();
                (always, scope)
            }
            None => (Vec::new(), None),
        };
        // Rows are those of the recipients' table.
        if let Some(at) = rows_at.filter(|_| recipient.iter().all(|name| !name.contains('.'))) {
            self.out.report(at, DiagnosticKind::MissingKey { key: "recipient" });
        }
        when.as_ref().or(rows.as_ref())?;
        Some(Share {
            form: form?,
            when,
            rows,
            recipient,
            information,
            always,
            purpose,
            date,
            emergency,
            scope: scope?,
            note,
        })
    }

    fn tell(&mut self, mut table: Table<'_>, form: &str) -> Option<Tell> {
        let name = table.needed("table", &mut self.out);
        let name = name.and_then(|name| self.table_of(form, name));
        let prefix = name.clone().unwrap_or_default();
        let mut column = |this: &mut Self, key: &'static str| {
            let placed = table.needed(key, &mut this.out)?;
            let whole = Placed { text: format!("{prefix}.{}", placed.text), span: placed.span };
            this.field_of(form, whole).and_then(|name| name.split_once('.').map(|(_, own)| own.to_owned()))
        };
        let columns = ["recipient", "information", "shared_on", "told"].map(|key| column(self, key));
        table.finish(&mut self.out);
        let [recipient, information, shared_on, told] = columns;
        Some(Tell {
            table: name?,
            recipient: recipient?,
            information: information?,
            shared_on: shared_on?,
            told: told?,
        })
    }

    /// The field of the decision, whose list must have the three decisions that the check knows.
    fn decision(&mut self, table: &mut Table<'_>, form: &str) -> Option<String> {
        let placed = table.needed("state", &mut self.out)?;
        let name = self.field_of(form, placed.clone())?;
        let Some(vocabulary) = &self.vocabulary else { return Some(name) };
        let known = vocabulary.choices(&format!("{form}.{name}")).unwrap_or_default();
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        let missing: Vec<&str> =
            DECISIONS.into_iter().filter(|id| known.iter().all(|known| known != id)).collect();
        for choice in missing {
            let near = near(choice, known.iter().map(String::as_str));
            let problem = Problem::UnknownChoice { name: name.clone(), choice: choice.to_owned(), near };
            self.out.report(placed.span.clone(), DiagnosticKind::Problem(problem));
        }
        Some(name)
    }

    fn needed_field(&mut self, table: &mut Table<'_>, key: &'static str, form: &str) -> Option<String> {
        let name = table.needed(key, &mut self.out)?;
        self.field_of(form, name)
    }

    fn field(&mut self, table: &mut Table<'_>, key: &'static str, form: &str) -> Option<String> {
        let name = table.text(key, &mut self.out)?;
        self.field_of(form, name)
    }

    /// The name of a field of the form (`field`) or of a column (`table.column`).
    fn field_of(&mut self, form: &str, name: Placed) -> Option<String> {
        // A form that is not known was named already.
        if form.is_empty() {
            return None;
        }
        let whole = format!("{form}.{}", name.text);
        if self.knows(&whole) {
            return Some(name.text);
        }
        self.unknown_name(&name, 0..name.text.len(), &whole);
        None
    }

    fn table_of(&mut self, form: &str, name: Placed) -> Option<String> {
        if self.vocabulary.is_none() {
            return Some(name.text);
        }
        let known = self.library.form(form)?;
        let tables = || known.fields().filter(|field| field.kind == FieldType::Table);
        if tables().any(|table| table.id == name.text) {
            return Some(name.text);
        }
        let near = near(&name.text, tables().map(|table| table.id.as_str()));
        let kind = DiagnosticKind::UnknownTable { form: form.to_owned(), table: name.text.clone(), near };
        self.out.report(name.span, kind);
        None
    }

    /// Those that are choices of a field; the others are named.
    fn choices_of(&mut self, form: &str, field: &str, given: Vec<Placed>) -> Vec<String> {
        let name = format!("{form}.{field}");
        let Some(vocabulary) = &self.vocabulary else {
            return given.into_iter().map(|one| one.text).collect();
        };
        let Some(known) = vocabulary.choices(&name) else { return Vec::new() };
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        let mut good = Vec::new();
        for one in given {
            if known.contains(&one.text) {
                good.push(one.text);
                continue;
            }
            let near = near(&one.text, known.iter().map(String::as_str));
            let problem = Problem::UnknownChoice { name: name.clone(), choice: one.text, near };
            self.out.report(one.span, DiagnosticKind::Problem(problem));
        }
        good
    }

    /// A condition over the answers of one form.
    fn own_condition(&mut self, placed: &Placed, form: &str) -> Option<Condition> {
        let condition = self.out.parse(placed)?;
        if self.vocabulary.is_none() {
            return Some(condition);
        }
        let library = self.library.clone();
        let form: &Form = &*library.form(form)?;
        let lists = form.lists.iter().chain(library.shared_lists()).collect();
        for (span, problem) in condition.problems(&FormWords::new(&form.sections, lists)) {
            self.out.report_in(placed, span, DiagnosticKind::Problem(problem));
        }
        Some(condition)
    }
}
