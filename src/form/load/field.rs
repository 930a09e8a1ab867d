//! Fields and columns: which keys each type takes, tables with their columns, starting rows and
//! what they take over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::reader::{Placed, Reader, number};
use super::{DiagnosticKind, Loading, Wanted};
use crate::form::answer::Answer;
use crate::form::expr::{Problem, near};
use crate::form::schema::{Field, FieldType, Required, StartRow, Take, TakeRecords};

/// Field ids that are messages of every form.
const RESERVED: &[&str] = &["form"];

/// Keys that only some types take.
fn takes(kind: FieldType, key: &str, is_column: bool) -> bool {
    use FieldType::{Calculated, Date, Decimal, Integer, Item, Many, One, Scale, Service, Table};
    match key {
        "choices" => matches!(kind, One | Many | Calculated),
        "states" => kind == Item,
        "calculate" => kind == Calculated,
        "required" | "default" => kind != Calculated,
        "min" | "max" => matches!(kind, Scale | Integer | Decimal),
        "due" | "due_unless" => matches!(kind, Date | Calculated),
        "rows" | "take" | "take_records" | "gather" | "open_dues" | "column" => kind == Table && !is_column,
        "prefill" => !matches!(kind, Calculated | Table | Item) && !is_column,
        "keep" => is_column,
        "fill" => kind == Service,
        "several" => kind == Service && is_column,
        "adopt" => !matches!(kind, Calculated | Item | Table) && !is_column,
        _ => true,
    }
}

const LIMITED: &[&str] = &[
    "choices",
    "states",
    "calculate",
    "required",
    "default",
    "min",
    "max",
    "due",
    "due_unless",
    "rows",
    "take",
    "take_records",
    "gather",
    "open_dues",
    "prefill",
    "column",
    "keep",
    "fill",
    "several",
    "adopt",
];

impl Loading<'_> {
    /// A field, or a column of the table whose id is given.
    pub(super) fn field(&mut self, mut reader: Reader<'_>, table: Option<&str>) -> Option<Field> {
        let id = self.field_id(&mut reader, table);
        let name = id.as_ref().map_or(String::new(), |id| id.text.clone());
        let kind = self.field_type(&mut reader);
        let checked = kind.unwrap_or(FieldType::Text);
        if kind.is_some() {
            self.misplaced(&reader, checked, table.is_some());
        }
        let choices = self.field_choices(&mut reader, checked, &name);
        let mut field = Field {
            choices,
            required: self.required(&mut reader, &name),
            relevant: self.condition(&mut reader, "relevant", &name),
            constraint: self.condition(&mut reader, "constraint", &name),
            calculate: self.condition(&mut reader, "calculate", &name),
            default: self.condition(&mut reader, "default", &name),
            prefill: self.prefill(&mut reader, &name),
            due_unless: self.condition(&mut reader, "due_unless", &name),
            sensitive: reader.flag("sensitive", false, &mut self.out),
            declinable: reader.flag("declinable", true, &mut self.out),
            due: reader.flag("due", false, &mut self.out),
            keep: reader.flag("keep", false, &mut self.out),
            several: reader.flag("several", false, &mut self.out),
            min: reader.number("min", &mut self.out),
            max: reader.number("max", &mut self.out),
            htcds: reader.text("htcds", &mut self.out).map(|text| text.text),
            ..Field::new(&name, checked)
        };
        self.calculation(&reader, &mut field);
        self.bounds(&reader, &field);
        field.fill = self.fill(&mut reader, &field);
        field.adopt = self.adopt(&mut reader, &field);
        self.table(&mut reader, &mut field);
        reader.finish(&mut self.out);
        id.and(Some(field))
    }

    fn field_id(&mut self, reader: &mut Reader<'_>, table: Option<&str>) -> Option<Placed> {
        let id = self.id(reader, true)?;
        if RESERVED.contains(&id.text.as_str()) && table.is_none() {
            let kind = DiagnosticKind::ReservedId { given: id.text.clone() };
            self.out.report(id.at.span.clone(), kind);
        }
        let mut ids = std::mem::take(&mut self.ids);
        let unique = self.unique(&mut ids, &id);
        self.ids = ids;
        let message = table.map_or(id.text.clone(), |table| format!("column-{table}-{}", id.text));
        if unique {
            self.places.insert(message, id.at.clone());
        }
        unique.then_some(id)
    }

    fn field_type(&mut self, reader: &mut Reader<'_>) -> Option<FieldType> {
        let given = reader.needed("type", &mut self.out)?;
        let kind = FieldType::from_name(&given.text);
        if kind.is_none() {
            let near = near(&given.text, FieldType::ALL.iter().map(|kind| kind.name()));
            self.out.report(given.at.span, DiagnosticKind::UnknownType { given: given.text, near });
        }
        kind
    }

    fn misplaced(&mut self, reader: &Reader<'_>, kind: FieldType, is_column: bool) {
        if is_column && matches!(kind, FieldType::Table | FieldType::Item) {
            self.out.report(reader.value_span("type"), DiagnosticKind::BadColumn { of: kind.name() });
        }
        for key in LIMITED.iter().filter(|key| !takes(kind, key, is_column)) {
            if let Some(span) = reader.key_span(key) {
                let kind = DiagnosticKind::MisplacedKey { key: (*key).to_owned(), of: kind.name() };
                self.out.report(span, kind);
            }
        }
    }

    fn field_choices(&mut self, reader: &mut Reader<'_>, kind: FieldType, name: &str) -> Option<String> {
        let states = reader.text("states", &mut self.out);
        let choices = reader.text("choices", &mut self.out);
        let given = if kind == FieldType::Item { states } else { choices };
        match (kind, given) {
            (FieldType::YesNo, _) => Some("yes_no".to_owned()),
            (FieldType::Item, None) => Some("item_state".to_owned()),
            (FieldType::One | FieldType::Many, None) => {
                if reader.key_span("choices").is_none() {
                    let span = self.ids.get(name).cloned().unwrap_or(reader.span.clone());
                    self.out.report(span, DiagnosticKind::MissingChoices { of: kind.name() });
                }
                None
            }
            (_, Some(given)) => {
                if self.list(&given.text).is_none() {
                    let known = self.lists.iter().chain(self.shared).map(|list| list.id.as_str());
                    let near = near(&given.text, known);
                    let kind = DiagnosticKind::UnknownList { list: given.text.clone(), near };
                    self.out.report(given.at.span, kind);
                }
                Some(given.text)
            }
            (_, None) => None,
        }
    }

    fn required(&mut self, reader: &mut Reader<'_>, name: &str) -> Required {
        match reader.raw("required").map(|value| value.get_ref()) {
            None | Some(DeValue::Boolean(false)) => Required::Never,
            Some(DeValue::Boolean(true)) => Required::Always,
            Some(DeValue::String(_)) => {
                self.condition(reader, "required", name).map_or(Required::Never, Required::When)
            }
            Some(_) => {
                let wanted = Wanted::FlagOrCondition;
                let kind = DiagnosticKind::WrongKind { key: "required".to_owned(), wanted };
                self.out.report(reader.value_span("required"), kind);
                Required::Never
            }
        }
    }

    /// A calculated field needs its calculation; one that is true or false is shown as yes or no.
    fn calculation(&mut self, reader: &Reader<'_>, field: &mut Field) {
        if field.kind != FieldType::Calculated {
            return;
        }
        if reader.key_span("calculate").is_none() {
            let span = self.ids.get(&field.id).cloned().unwrap_or(reader.span.clone());
            self.out.report(span, DiagnosticKind::MissingKey { key: "calculate" });
        }
        let logical = field.calculate.as_ref().is_some_and(|condition| condition.root().is_logical());
        if field.choices.is_none() && logical && self.list("yes_no").is_some() {
            field.choices = Some("yes_no".to_owned());
        }
    }

    fn bounds(&mut self, reader: &Reader<'_>, field: &Field) {
        if field.kind == FieldType::Scale {
            let span = self.ids.get(&field.id).cloned().unwrap_or(reader.span.clone());
            for key in ["min", "max"].into_iter().filter(|key| reader.key_span(key).is_none()) {
                self.out.report(span.clone(), DiagnosticKind::MissingKey { key });
            }
        }
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min >= max
        {
            self.out.report(reader.value_span("max"), DiagnosticKind::Bounds { min, max });
        }
    }

    fn table(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        for column in reader.tables("column", &mut self.out) {
            field.columns.extend(self.field(column, Some(&field.id)));
        }
        self.rows(reader, field);
        self.take(reader, field);
        self.take_records(reader, field);
        self.gather(reader, field);
        self.open_dues(reader, field);
        if field.kind != FieldType::Table {
            return;
        }
        let span = self.ids.get(&field.id).cloned().unwrap_or(reader.span.clone());
        match field.columns.first() {
            None if reader.key_span("column").is_none() => self.out.report(span, DiagnosticKind::NoColumns),
            Some(first) if !first.kind.is_text() => {
                let span = self.ids.get(&first.id).cloned().unwrap_or(span);
                self.out.report(span, DiagnosticKind::FirstColumn { of: first.kind.name() });
            }
            _ => {}
        }
    }

    fn rows(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        let mut seen = BTreeMap::new();
        for mut row in reader.tables("rows", &mut self.out) {
            let id = self.id(&mut row, false).filter(|id| self.unique(&mut seen, id));
            let set = self.set(&mut row, field);
            row.finish(&mut self.out);
            if let Some(id) = id {
                self.places.insert(format!("row-{}-{}", field.id, id.text), id.at);
                field.rows.push(StartRow { id: id.text, set });
            }
        }
    }

    fn take(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        let Some(mut take) = reader.table("take", &mut self.out) else { return };
        let form = take.needed("form", &mut self.out);
        let table = take.needed("table", &mut self.out);
        let filter = take.text("where", &mut self.out);
        // Its names are those of the other form, so it is checked where that form is known.
        let condition = filter.as_ref().and_then(|filter| self.out.condition(filter));
        let set = self.set(&mut take, field);
        let columns = self.renamed("take", &mut take, field);
        let auto = take.flag("auto", false, &mut self.out);
        let push = take.flag("push", false, &mut self.out);
        take.finish(&mut self.out);
        let (Some(form), Some(table)) = (form, table) else { return };
        for (part, at) in
            [("form", Some(form.at)), ("table", Some(table.at)), ("where", filter.map(|f| f.at))]
        {
            if let Some(at) = at {
                self.places.insert(format!("take.{part}-{}", field.id), at);
            }
        }
        field.take = Some(Take { form: form.text, table: table.text, condition, set, columns, auto, push });
    }

    fn take_records(&mut self, reader: &mut Reader<'_>, field: &mut Field) {
        let Some(mut take) = reader.table("take_records", &mut self.out) else { return };
        let form = take.needed("form", &mut self.out);
        let filter = take.text("where", &mut self.out);
        let condition = filter.as_ref().and_then(|filter| self.out.condition(filter));
        let columns = self.renamed("take_records", &mut take, field);
        let auto = take.flag("auto", false, &mut self.out);
        take.finish(&mut self.out);
        let Some(form) = form else { return };
        for (part, at) in [("form", Some(form.at)), ("where", filter.map(|filter| filter.at))] {
            if let Some(at) = at {
                self.places.insert(format!("take_records.{part}-{}", field.id), at);
            }
        }
        field.take_records = Some(TakeRecords { form: form.text, condition, columns, auto });
    }

    /// Cells that are filled from the start.
    fn set(&mut self, reader: &mut Reader<'_>, table: &Field) -> Vec<(String, Answer)> {
        let Some(set) = reader.table("set", &mut self.out) else { return Vec::new() };
        let mut cells = Vec::new();
        for (key, span, value) in set.entries() {
            let Some(column) = table.column(key) else {
                let near = near(key, table.columns.iter().map(|column| column.id.as_str()));
                let table = table.id.clone();
                self.out.report(span, DiagnosticKind::UnknownColumn { column: key.to_owned(), table, near });
                continue;
            };
            match self.cell(column, value.get_ref()) {
                Ok(answer) => cells.push((key.to_owned(), answer)),
                Err(kind) => self.out.report(value.span(), kind),
            }
        }
        cells
    }

    /// A value written in the form as the answer in a column.
    fn cell(&self, column: &Field, value: &DeValue<'_>) -> Result<Answer, DiagnosticKind> {
        let wrong = || DiagnosticKind::WrongKind { key: column.id.clone(), wanted: Wanted::Answer };
        let choice = |value: &DeValue<'_>| -> Result<String, DiagnosticKind> {
            let choice = value.as_str().ok_or_else(wrong)?.to_owned();
            let list = column.choices.as_deref().and_then(|list| self.list(list));
            if let Some(list) = list.filter(|list| !list.has(&choice)) {
                let near = near(&choice, list.choices.iter().map(|choice| choice.id.as_str()));
                let name = column.id.clone();
                return Err(DiagnosticKind::Problem(Problem::UnknownChoice { name, choice, near }));
            }
            Ok(choice)
        };
        use FieldType as T;
        match column.kind {
            kind if kind.is_text() => value.as_str().map(|text| Answer::Text(text.to_owned())),
            T::One | T::YesNo | T::Country | T::Language => return choice(value).map(Answer::Choice),
            T::Many | T::Countries | T::Languages => {
                let items = value.as_array().ok_or_else(wrong)?;
                let choices: Result<Vec<String>, _> =
                    items.iter().map(|item| choice(item.get_ref())).collect();
                return choices.map(Answer::Choices);
            }
            T::Integer | T::Decimal | T::Scale | T::Duration => number(value).map(Answer::Number),
            T::Date => day(value).map(Answer::Date),
            _ => None,
        }
        .ok_or_else(wrong)
    }
}

/// A day, written as a date or as a text.
fn day(value: &DeValue<'_>) -> Option<NaiveDate> {
    let text = value.as_datetime().map(ToString::to_string);
    text.as_deref().or(value.as_str())?.parse().ok()
}
