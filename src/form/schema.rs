//! A form as the program knows it after loading: checked, its conditions parsed, without words.

use super::expr::Condition;
use super::answer::Answer;

/// Which screen shows the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sheet,
    Checklist,
    Steps,
    Table,
}

/// Whom a record of the form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Case,
    Directory,
    Worker,
}

/// Whether a case holds one record of the form, revised again and again, or a new one each time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerCase {
    One,
    Many,
}

/// Whether the questions stand down a page or one has the whole screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    Page,
    Question,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    Text,
    Note,
    Integer,
    Decimal,
    Date,
    Time,
    Duration,
    One,
    Many,
    YesNo,
    Scale,
    Person,
    Service,
    Country,
    Countries,
    Language,
    Languages,
    Money,
    File,
    Calculated,
    Item,
    Table,
}

/// When a field must be answered for the record to count as complete.
#[derive(Debug, Clone, PartialEq)]
pub enum Required {
    Never,
    Always,
    When(Condition),
}

/// One form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub id: String,
    pub version: u32,
    pub kind: Kind,
    pub subject: Subject,
    pub per_case: PerCase,
    pub pace: Pace,
    /// The person is there while it is filled in: pause, distress and stop are at hand.
    pub with_person: bool,
    /// Time spent in each section is counted.
    pub timed: bool,
    /// Which of the sources ask for it.
    pub sources: Vec<String>,
    pub lists: Vec<List>,
    pub sections: Vec<Section>,
}

/// A list of choices.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    pub id: String,
    pub choices: Vec<Choice>,
}

/// One choice; its label is the message `choice-<list>-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub id: String,
    /// The value of the Human Trafficking Case Data Standard it maps to.
    pub htcds: Option<String>,
}

/// A part of a form; in a form of steps, one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub id: String,
    pub relevant: Option<Condition>,
    /// Shows what has been answered so far, to be read over before saving.
    pub summary: bool,
    pub fields: Vec<Field>,
}

/// One question, point, calculated value, table or column.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub id: String,
    pub kind: FieldType,
    /// Id of the list of choices, or of the states of an item (`yes_no` fields have the shared list `yes_no`).
    pub choices: Option<String>,
    pub required: Required,
    pub relevant: Option<Condition>,
    pub constraint: Option<Condition>,
    pub calculate: Option<Condition>,
    pub default: Option<Condition>,
    pub sensitive: bool,
    pub declinable: bool,
    pub due: bool,
    pub due_unless: Option<Condition>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// The name of the same fact in the Human Trafficking Case Data Standard (CC BY 4.0).
    pub htcds: Option<String>,
    /// A column that stays when the screen is narrow.
    pub keep: bool,
    pub columns: Vec<Field>,
    pub rows: Vec<StartRow>,
    pub take: Option<Take>,
}

/// A row that a table starts with; its heading is the message `row-<field>-<id>`.
#[derive(Debug, Clone, PartialEq)]
pub struct StartRow {
    pub id: String,
    /// Columns filled from the start.
    pub set: Vec<(String, Answer)>,
}

/// Rows that may be taken over from another form's table.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    pub form: String,
    pub table: String,
    /// Which of its rows; read with that table's columns.
    pub condition: Option<Condition>,
    pub set: Vec<(String, Answer)>,
}

impl Form {
    /// All fields in order, columns not included.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| section.fields.iter())
    }

    /// A field by its id, columns not included.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// How many points its source lists: points of a checklist, steps of a session, starting rows of tables.
    pub fn items(&self) -> usize {
        let steps = if self.kind == Kind::Steps { self.sections.len() } else { 0 };
        let points = self.fields().filter(|field| field.kind == FieldType::Item).count();
        let rows: usize = self.fields().map(|field| field.rows.len()).sum();
        steps + points + rows
    }
}

impl Field {
    /// A column by its id.
    pub fn column(&self, id: &str) -> Option<&Field> {
        self.columns.iter().find(|column| column.id == id)
    }
}
