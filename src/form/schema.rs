//! A form as the program knows it after loading: checked, its conditions parsed, without words.

use super::answer::Answer;
use super::expr::Condition;
use super::graph::Graph;
use super::load::Origin;

/// The form of an entry of the directory of services.
pub const DIRECTORY: &str = "service";

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
    /// The person is contacted for it: the rules of safe contact stand at its top.
    pub safe_contact: bool,
    /// Which of the sources ask for it.
    pub sources: Vec<String>,
    pub lists: Vec<List>,
    pub sections: Vec<Section>,
    /// Which part reads which.
    pub(crate) graph: Graph,
    /// The file it was read from.
    pub origin: Origin,
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
    /// The first value of a new record in a case, from its other records: names are `form.field`.
    pub prefill: Option<Condition>,
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
    /// Whole records of another form that may be taken over as well, each as a row.
    pub take_records: Option<TakeRecords>,
    pub gather: Option<Gather>,
    /// A new record begins with a row for each date of the case that still asks for something: it holds
    /// the column of the date; the first column says what it is.
    pub open_dues: Option<String>,
    /// What is filled from the entry of the directory when a service is taken.
    pub fill: Vec<Fill>,
    /// Several services may be taken at once, each in a row of its own.
    pub several: bool,
    /// Where the answer comes from as long as there is none.
    pub adopt: Option<Adopt>,
}

/// A field beside a question for a service, filled from the service's entry while it is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// A field of the form, or for a column a column of its table.
    pub target: String,
    /// Fields of the directory's form: the answer of one as it is, of several each with its label.
    pub from: Vec<String>,
}

/// The answer of a row that was chosen in a table of the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Adopt {
    pub table: String,
    pub column: String,
    /// Which row; the first for which it holds.
    pub condition: Condition,
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
    /// Columns that are filled from columns of another name: own, theirs.
    pub columns: Vec<(String, String)>,
    /// A new record begins with them.
    pub auto: bool,
    /// One key in the other form puts a row here.
    pub push: bool,
}

/// Records of another form that may be taken over into a table, a row each. What stands there already
/// under the same heading is filled up, not written twice.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeRecords {
    pub form: String,
    /// Which of its records; read with that form's fields.
    pub condition: Option<Condition>,
    /// Columns and the fields they are filled from: own, theirs.
    pub columns: Vec<(String, String)>,
    /// A new record begins with them.
    pub auto: bool,
}

/// Facts of other records that a table gathers, a row each. The first column is the fact in the words
/// of its form.
#[derive(Debug, Clone, PartialEq)]
pub struct Gather {
    /// The column that names the record, if it stands in the form.
    pub record: String,
    pub date: String,
    /// The column (`many`) of what the fact speaks for.
    pub speaks_for: String,
    /// The column (`yes_no`) in which the worker accepts the fact or strikes it.
    pub accepted: String,
    pub facts: Vec<Fact>,
}

/// One fact: an answer of another form, and what it speaks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub form: String,
    /// `field` or `table.column`.
    pub name: String,
    /// The choice that counts; None: a point is present, a question is answered with yes, or at all.
    pub choice: Option<String>,
    pub speaks_for: Vec<String>,
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

    /// Whether a field or column of this type stands in it.
    pub fn asks_for(&self, kind: FieldType) -> bool {
        self.fields().any(|field| field.kind == kind || field.columns.iter().any(|c| c.kind == kind))
    }
    /// A field by its id, or a column by `table.column`.
    pub fn named(&self, name: &str) -> Option<&Field> {
        match name.split_once('.') {
            Some((table, column)) => self.field(table)?.column(column),
            None => self.field(name),
        }
    }

    /// How many points its source lists: points of a checklist, steps of a session, starting rows of tables.
    pub fn items(&self) -> usize {
        let steps = if self.kind == Kind::Steps { self.sections.len() } else { 0 };
        let points = self.fields().filter(|field| field.kind == FieldType::Item).count();
        let rows: usize = self.fields().map(|field| field.rows.len()).sum();
        steps + points + rows
    }
}

impl List {
    /// Whether it has a choice of this id.
    pub fn has(&self, choice: &str) -> bool {
        self.choices.iter().any(|known| known.id == choice)
    }
}

impl Kind {
    /// How a form names the kind.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Checklist => "checklist",
            Self::Steps => "steps",
            Self::Table => "table",
        }
    }
}

impl FieldType {
    /// All types in the order of forms/README.md.
    pub const ALL: [Self; 22] = [
        Self::Text,
        Self::Note,
        Self::Integer,
        Self::Decimal,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::One,
        Self::Many,
        Self::YesNo,
        Self::Scale,
        Self::Person,
        Self::Service,
        Self::Country,
        Self::Language,
        Self::Languages,
        Self::Countries,
        Self::Money,
        Self::File,
        Self::Calculated,
        Self::Item,
        Self::Table,
    ];

    /// How a form names the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Note => "note",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::One => "one",
            Self::Many => "many",
            Self::YesNo => "yes_no",
            Self::Scale => "scale",
            Self::Person => "person",
            Self::Service => "service",
            Self::Country => "country",
            Self::Countries => "countries",
            Self::Language => "language",
            Self::Languages => "languages",
            Self::Money => "money",
            Self::File => "file",
            Self::Calculated => "calculated",
            Self::Item => "item",
            Self::Table => "table",
        }
    }

    /// The type that is named so.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its answers are `Answer::Text`.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Note | Self::Person | Self::Service | Self::File)
    }
}

impl Field {
    /// A field with nothing but its id and type.
    pub fn new(id: &str, kind: FieldType) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            choices: None,
            required: Required::Never,
            relevant: None,
            constraint: None,
            calculate: None,
            default: None,
            prefill: None,
            sensitive: false,
            declinable: true,
            due: false,
            due_unless: None,
            min: None,
            max: None,
            htcds: None,
            keep: false,
            columns: Vec::new(),
            rows: Vec::new(),
            take: None,
            take_records: None,
            gather: None,
            open_dues: None,
            fill: Vec::new(),
            several: false,
            adopt: None,
        }
    }

    /// A column by its id.
    pub fn column(&self, id: &str) -> Option<&Field> {
        self.columns.iter().find(|column| column.id == id)
    }
}
