//! Numbers and amounts of money.

/// Hundredths beyond this are no amount that anybody types.
const LARGEST_MINOR: f64 = 9e14;

/// A number with a comma or a point before its fraction: `12`, `-3,5`, `3.5`; with both, the last one
/// is the fraction's and the other groups thousands: `1.250,50`, `1,250.50`, `1 250,50`.
pub fn number(text: &str) -> Option<f64> {
    let (negative, whole, fraction) = figures(text)?;
    value(negative, &whole, &fraction)
}

/// An amount in hundredths with its currency (ISO 4217): `250`, `250 eur`, `€250`, `1.250,50 TRY`,
/// `1.250 TL`, `300 lei`; in `default` when none is typed. A single mark before exactly three digits
/// groups thousands, since no amount has three decimals.
pub fn money(text: &str, default: &str) -> Option<(i64, String)> {
    let text = text.trim();
    let is_amount =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '\'' | '\u{2212}' | '\u{2019}');
    let start = text.find(is_amount)?;
    let end = text.rfind(|c: char| c.is_ascii_digit() || c == '.' || c == ',').map(|at| at + 1)?;
    let (before, amount, after) = (text.get(..start)?.trim(), text.get(start..end)?, text.get(end..)?.trim());
    let currency = match (before, after) {
        ("", "") => default.to_owned(),
        ("", name) | (name, "") => currency(name)?,
        _ => return None,
    };
    let (negative, mut whole, mut fraction) = figures(amount)?;
    if fraction.len() == 3 && !whole.is_empty() && whole != "0" {
        whole.push_str(&fraction);
        fraction.clear();
    }
    if fraction.len() > 2 {
        return None;
    }
    let minor = value(negative, &format!("{whole}{fraction:0<2}"), "")?;
    (minor.abs() <= LARGEST_MINOR).then(|| (minor.round() as i64, currency))
}

fn value(negative: bool, whole: &str, fraction: &str) -> Option<f64> {
    let value: f64 = format!("{whole}.{fraction}0").parse().ok()?;
    let value = if negative && value != 0.0 { -value } else { value };
    value.is_finite().then_some(value)
}

/// Sign, digits before and digits after the mark of the fraction.
fn figures(text: &str) -> Option<(bool, String, String)> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let marks: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let single = |mark: char| marks.iter().filter(|c| **c == mark).count() == 1;
    let decimal = marks.last().copied().filter(|last| single(*last));
    let (whole, fraction) = match decimal {
        Some(mark) => text.rsplit_once(mark)?,
        None => (text, ""),
    };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if text.len() > 40 || !digits(fraction) || (fraction.is_empty() && decimal.is_some()) {
        return None;
    }
    let whole = ungroup(whole)?;
    (!whole.is_empty() || !fraction.is_empty()).then(|| (negative, whole, fraction.to_owned()))
}

/// The digits of `1.250.000`; None when the groups are not of three digits.
fn ungroup(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{A0}', '\u{202F}', '\'', '\u{2019}']).collect();
    let digits = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let grouped =
        rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    (digits && grouped).then(|| groups.concat())
}

/// The code of a currency by its code, sign or everyday name.
fn currency(name: &str) -> Option<String> {
    let name = name.trim_end_matches('.').to_uppercase();
    let code = match name.as_str() {
        "€" | "EURO" | "AVRO" => "EUR",
        "₺" | "TL" | "LİRA" | "LIRA" => "TRY",
        "LEI" | "LEU" => "RON",
        "$" | "US$" | "DOLLAR" | "DOLLARS" | "DOLAR" | "DOLARI" => "USD",
        "£" => "GBP",
        "₴" => "UAH",
        "₽" => "RUB",
        "₼" => "AZN",
        "₾" => "GEL",
        code => CURRENCIES.split_ascii_whitespace().find(|known| *known == code)?,
    };
    Some(code.to_owned())
}

/// The codes in use of ISO 4217; those of funds and metals left out.
const CURRENCIES: &str = "\
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_with_comma_or_point() {
        for (text, expected) in [
            ("12", 12.0),
            ("-3,5", -3.5),
            ("3.5", 3.5),
            ("+7", 7.0),
            ("\u{2212}2", -2.0),
            (",5", 0.5),
            ("1.250,50", 1250.5),
            ("1,250.50", 1250.5),
            ("1 250,5", 1250.5),
            ("1.250.000", 1_250_000.0),
            ("1'250'000.5", 1_250_000.5),
            ("1.250", 1.25),
            ("007", 7.0),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", ".", ",", "5,", "abc", "1e5", "inf", "NaN", "1.2.3", "1,25,3", "1 2", "12a", "--1",
            "1.25.000", "٣",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn money_with_its_currency() {
        for (text, minor, currency) in [
            ("250", 25_000, "TRY"),
            ("250 eur", 25_000, "EUR"),
            ("250EUR", 25_000, "EUR"),
            ("eur 250", 25_000, "EUR"),
            ("€250", 25_000, "EUR"),
            ("250 €", 25_000, "EUR"),
            ("1.250,50 TRY", 125_050, "TRY"),
            ("1.250 TL", 125_000, "TRY"),
            ("1,250 usd", 125_000, "USD"),
            ("0,05 ron", 5, "RON"),
            ("19.99", 1_999, "TRY"),
            ("19,9 lei", 1_990, "RON"),
            ("-40", -4_000, "TRY"),
            ("$12", 1_200, "USD"),
            ("1 250 000 Lira", 125_000_000, "TRY"),
        ] {
            assert_eq!(money(text, "TRY"), Some((minor, currency.to_owned())), "{text}");
        }
        for text in [
            "",
            "eur",
            "250 xyz",
            "eur 250 eur",
            "1,2345",
            "0.125",
            "12 34 eur",
            "250 e",
            "99999999999999999",
        ] {
            assert_eq!(money(text, "TRY"), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_it(text in any::<String>()) {
            let _ = (number(&text), money(&text, "EUR"));
        }

        #[test]
        fn an_amount_is_read_back(minor in 0_i64..1_000_000_000) {
            let text = format!("{},{:02} RON", minor / 100, minor % 100);
            prop_assert_eq!(money(&text, "EUR"), Some((minor, "RON".to_owned())));
        }
    }
}
