//! Reads how a case is told and drawn: the kinds of its story, `[[kind]]`, and where its people and
//! organisations are recorded, `[[network]]`.

use super::Reading;
use crate::casework::process::{NetworkSource, RecordKind, Side};
use crate::casework::source::{Placed, Table};
use crate::form::DiagnosticKind;
use crate::form::expr::near;

impl Reading {
    pub(super) fn kind(&mut self, mut table: Table<'_>, seen: &mut Vec<Placed>) -> Option<RecordKind> {
        let id = self.id(&mut table, seen);
        let forms = table.texts("forms", &mut self.out);
        let forms = forms.into_iter().filter_map(|form| self.form(form)).collect();
        let telling = self.names(&mut table, "telling");
        let passages = table.flag("passages", &mut self.out);
        table.finish(&mut self.out);
        Some(RecordKind { id: id?, forms, telling, passages })
    }

    pub(super) fn network(&mut self, mut table: Table<'_>) -> Option<NetworkSource> {
        let side = self.side(&mut table);
        let form = table.needed("form", &mut self.out).and_then(|form| self.form(form));
        let of = table.text("table", &mut self.out).map(|table| table.text);
        let within = |form: &str| of.as_ref().map_or(form.to_owned(), |of| format!("{form}.{of}"));
        let within = form.as_deref().map(within);
        let mut column = |key: &'static str| {
            let column = table.text(key, &mut self.out)?;
            let name = format!("{}.{}", within.as_ref()?, column.text);
            if self.knows(&name) {
                return Some(column.text);
            }
            self.unknown_name(&column, 0..column.text.len(), &name);
            None
        };
        let name = column("name");
        let [kind, tie, gives, takes] = ["kind", "tie", "gives", "takes"].map(&mut column);
        let [need, state] = ["need", "state"].map(&mut column);
        let states = table.texts("states", &mut self.out).into_iter().map(|state| state.text).collect();
        table.finish(&mut self.out);
        let (side, form, name) = (side?, form?, name?);
        Some(NetworkSource { side, form, table: of, name, kind, tie, gives, takes, need, state, states })
    }

    fn side(&mut self, table: &mut Table<'_>) -> Option<Side> {
        const SIDES: [(&str, Side); 2] = [("people", Side::People), ("organisations", Side::Organisations)];
        let side = table.needed("side", &mut self.out)?;
        let known = SIDES.iter().find(|(id, _)| *id == side.text);
        if known.is_none() {
            let ids = || SIDES.iter().map(|(id, _)| *id);
            let kind = DiagnosticKind::UnknownValue {
                key: "side",
                given: side.text.clone(),
                allowed: ids().collect::<Vec<_>>().join(", "),
                near: near(&side.text, ids()),
            };
            self.out.report(side.span, kind);
        }
        known.map(|(_, side)| *side)
    }
}
