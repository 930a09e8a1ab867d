//! small

use crate::harness::T;
use vaka::terminal::Key;
#[test]
fn dbg() {
    let mut t = T::open("en");
    t.key(Key::Enter).focus_field("contact_details").type_("Sınırda,").key(Key::Enter).type_("gece yarısı. Îi e frig.");
    eprintln!("{}", t.screen());
    eprintln!("{}", t.screen());
    t.type_("x");
    eprintln!("{} {:?}", t.screen(), t.cursor());
    panic!();
}
