//! What goes wrong outside: a wild paste, a full disk, files that are no vault.

use std::fs;

use vaka::app::command::{Cmd, Place};
use vaka::terminal::Key;

use crate::harness::{PASSPHRASE, T};
use crate::readiness::{case, open_form};

in_every_language!(
    a_paste_of_a_megabyte,
    the_disk_is_full_while_saving,
    the_disk_is_full_while_typing,
    files_that_are_no_vault,
);

fn a_paste_of_a_megabyte(language: &str) {
    let mut t = T::open(language);
    let wild = format!("{}\r\n", "Ağ\u{1b}[31m\u{7}\u{202e}ș\u{0}\t ".repeat(20)).repeat(3300);
    assert!(wild.len() > 1_000_000, "{}", wild.len());
    t.run(Cmd::NewCase).focus_field("contact_details").type_("önce ").paste(&wild).type_("sonra");
    let text = t.text_of("contact_details");
    assert!(text.starts_with("önce Ağ") && text.ends_with("sonra"), "{:?}", &text[text.len() - 40..]);
    assert!(text.len() > 300_000, "{}", text.len());
    let odd = text.chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
    assert_eq!(odd, None);
    t.see("sonra");
    // The way on is open, and it is kept.
    t.focus_field("first_name").paste("İp\u{1b}]0;x\u{7}e\nk").see("İpe k").reopen();
    t.keys(Key::Up, 9).key(Key::Enter).focus_field("contact_details");
    assert_eq!(t.text_of("contact_details"), text);
}

fn the_disk_is_full_while_saving(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("Burada kalsın. ");
    t.vault().limit_pages(1).unwrap();
    t.paste(&"Uzun bir söz. ".repeat(4000)).type_("Son söz.");
    t.run(Cmd::Save).see_notice("error-disk-full-saving").see("Son söz.");
    t.focus_field("urgent_level").key(Key::Char('1')).run(Cmd::Save).see_notice("error-disk-full-saving");
    let form = t.form().entry().form().id.clone();
    assert_eq!(form, "early_risk", "the form is still open");
    // Room is made: it is saved, all of it.
    t.vault().limit_pages(100_000).unwrap();
    t.run(Cmd::Save).at(Place::Case).see_notice("notice-saved");
    open_form(&mut t, "early_risk").focus_field("own_view");
    assert!(t.text_of("own_view").ends_with("Son söz."));
}

/// What cannot be kept is not lost by leaving: the form stays, or a later draft has it.
fn the_disk_is_full_while_typing(language: &str) {
    let mut t = T::open(language);
    case(&mut t);
    open_form(&mut t, "early_risk").focus_field("own_view").type_("Burada kalsın. ").after(2);
    t.vault().limit_pages(1).unwrap();
    t.paste(&"Uzun bir söz. ".repeat(4000)).type_("Son söz.").after(2).see_notice("error-disk-full-saving");
    t.key(Key::Esc).see_notice("error-disk-full-saving");
    assert!(t.text_of("own_view").ends_with("Son söz."), "the text is still here");
    t.vault().limit_pages(100_000).unwrap();
    // Nothing more is typed: it is tried again all the same.
    t.after(4).reopen();
    t.run(Cmd::CaseList).key(Key::Enter);
    open_form(&mut t, "early_risk").focus_field("own_view");
    assert!(t.text_of("own_view").ends_with("Son söz."));
}

fn files_that_are_no_vault(language: &str) {
    type Spoil = fn(&std::path::Path);
    let cases: [(&str, Spoil); 5] = [
        ("error-empty-vault", |dir| fs::write(dir.join("vault.db"), "").unwrap()),
        ("error-not-a-vault", |dir| fs::write(dir.join("vault.db"), sqlite()).unwrap()),
        ("error-not-a-vault", |dir| {
            fs::write(dir.join("vault.keys"), "a letter to the family").unwrap();
            let _ = fs::remove_file(dir.join("vault.keys.bak"));
        }),
        ("error-missing-vault", |dir| fs::remove_file(dir.join("vault.db")).unwrap()),
        ("error-newer-vault", |dir| {
            let keys = fs::read_to_string(dir.join("vault.keys")).unwrap();
            let newer = keys.replacen("vaka-keys 1", "vaka-keys 99", 1);
            assert_ne!(keys, newer);
            fs::write(dir.join("vault.keys"), newer).unwrap();
        }),
    ];
    for (message, spoil) in cases {
        let mut t = T::locked(language);
        spoil(t.directory());
        t.type_(PASSPHRASE).key(Key::Enter).see_notice(message).at(Place::Locked);
        assert!(t.model.stack.is_empty());
    }
    // Somebody makes it, or changes its key.
    let t = T::locked(language);
    let file = fs::File::open(t.directory().join("vault.lock")).unwrap();
    file.try_lock().unwrap();
    let mut other = t.another();
    other.type_(PASSPHRASE).key(Key::Enter).see_notice("error-vault-in-use").at(Place::Locked);
}

/// The beginning of a plain database.
fn sqlite() -> Vec<u8> {
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.resize(4096, 0);
    bytes
}
