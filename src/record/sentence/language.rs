//! The languages there are: one Fluent file each in `reports/sentences`.
//!
//! A further language is a file there and a line in [`LANGUAGES`].

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::figure::Figure;
use super::message::Message;
use crate::numeric::real;

/// The tag of the language that stands in for one that lacks a message.
pub(super) const ENGLISH: &str = "en";

/// Stands for a number that is not there.
const NO_NUMBER: &str = "–";
const NO_BREAK: &str = "\u{a0}";
const NARROW_NO_BREAK: &str = "\u{202f}";

/// Every language.
pub(super) static LANGUAGES: LazyLock<[Language; 3]> = LazyLock::new(|| {
    [
        language::<'.', '\u{202f}'>(ENGLISH, include_str!("../../../reports/sentences/en.ftl"), one_line),
        language::<',', '\u{202f}'>("fr", include_str!("../../../reports/sentences/fr.ftl"), french),
        language::<',', '.'>("pt-BR", include_str!("../../../reports/sentences/pt-BR.ftl"), one_line),
    ]
});

/// A language and its messages.
pub(super) struct Language {
    /// As in the keys of labels and sentences.
    pub tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    /// The message in this language.
    ///
    /// # Errors
    /// What lacks: the message, or a figure of it.
    pub fn say(&self, message: &Message) -> Result<String, String> {
        let Message { id, attribute, figures } = message;
        let found = self.bundle.get_message(id);
        let pattern = found.and_then(|found| match attribute {
            Some(name) => found.get_attribute(name).map(|attribute| attribute.value()),
            None => found.value(),
        });
        let pattern = pattern.ok_or_else(|| format!("{}: no message {id} {attribute:?}", self.tag))?;
        let mut arguments = FluentArgs::with_capacity(figures.len());
        for (name, figure) in figures {
            arguments.set(name.as_str(), self.value(figure)?);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(format!("{}: {id}: {errors:?}", self.tag)) }
    }

    fn value(&self, figure: &Figure) -> Result<FluentValue<'static>, String> {
        Ok(match figure {
            Figure::Count(count) => number(real(*count), 0),
            Figure::Number { value, decimals } => number(*value, *decimals),
            Figure::Percent { share, decimals } => {
                let number = Figure::Number { value: share * 100.0, decimals: *decimals };
                self.say(&Message::new("percent").with("number", number))?.into()
            }
            Figure::Text(text) => text.clone().into(),
            Figure::Date(day) => day.to_string().into(),
            Figure::Label { label, name } => {
                let spoken = [self.tag, ENGLISH].into_iter().find_map(|tag| label.get(tag));
                spoken.filter(|label| !label.is_empty()).unwrap_or(name).clone().into()
            }
            Figure::Phrase(message) => self.say(message)?.into(),
        })
    }
}

fn language<const DECIMAL: char, const GROUP: char>(
    tag: &'static str,
    messages: &'static str,
    typeset: fn(&str) -> Cow<str>,
) -> Language {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(written::<DECIMAL, GROUP, _>));
    bundle.set_transform(Some(typeset));
    // What can be read of a file with a mistake in it is used; tests see to it that there is none.
    let resource = FluentResource::try_new(messages.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    Language { tag, bundle }
}

/// A number that plural forms can be chosen by. Its value is that which is shown: 1.04 without decimals is one.
fn number(value: f64, decimals: usize) -> FluentValue<'static> {
    let shown: f64 = format!("{value:.decimals$}").parse().unwrap_or(value);
    if !shown.is_finite() {
        return NO_NUMBER.into();
    }
    if shown.abs() >= 1e15 {
        // Fluent's plural rules cannot read it.
        return format!("{shown:e}").into();
    }
    let options = FluentNumberOptions { minimum_fraction_digits: Some(decimals), ..FluentNumberOptions::default() };
    FluentNumber::new(shown, options).into()
}

/// A number with the marks of a language, thousands set apart.
fn written<const DECIMAL: char, const GROUP: char, M>(value: &FluentValue, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimals = number.options.minimum_fraction_digits.unwrap_or(0);
    let digits = format!("{:.decimals$}", number.value.abs());
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    // A negative number that rounds to zero has no sign.
    let negative = number.value < 0.0 && digits.bytes().any(|digit| matches!(digit, b'1'..=b'9'));
    let mut text = String::from(if negative { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(GROUP);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(DECIMAL);
        text.push_str(fraction);
    }
    Some(text)
}

/// The lines of a message as one. Values are not seen here, only the message's own text.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { text.replace('\n', " ").into() } else { text.into() }
}

/// The same, and no line break before a French sign of two parts.
fn french(text: &str) -> Cow<'_, str> {
    one_line(text)
        .replace(" :", &format!("{NO_BREAK}:"))
        .replace(" ;", &format!("{NARROW_NO_BREAK};"))
        .replace(" %", &format!("{NARROW_NO_BREAK}%"))
        .replace("« ", &format!("«{NO_BREAK}"))
        .replace(" »", &format!("{NO_BREAK}»"))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &Message) -> [String; 3] {
        LANGUAGES.each_ref().map(|language| language.say(message).unwrap())
    }

    fn percent(share: f64, decimals: usize) -> [String; 3] {
        LANGUAGES.each_ref().map(|language| match language.value(&Figure::Percent { share, decimals }).unwrap() {
            FluentValue::String(text) => text.into_owned(),
            other => panic!("{other:?}"),
        })
    }

    fn months(value: f64, decimals: usize) -> [String; 3] {
        said(&Message::new("span-months").with("count", Figure::Number { value, decimals }))
    }

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(percent(0.975, 1), ["97.5 %", "97,5\u{202f}%", "97,5%"]);
        assert_eq!(months(12_345.678, 1), ["12\u{202f}345.7 months", "12\u{202f}345,7 mois", "12.345,7 meses"]);
        assert_eq!(months(-0.001, 2)[0], "0.00 months");
        assert_eq!(months(-1.5, 1)[0], "−1.5 months");
    }

    #[test]
    fn plural_forms_are_those_of_the_number_shown() {
        assert_eq!(months(1.0, 0), ["1 month", "1 mois", "1 mês"]);
        assert_eq!(months(1.04, 0)[0], "1 month");
        assert_eq!(months(0.5, 1), ["0.5 months", "0,5 mois", "0,5 mês"]);
        assert_eq!(said(&Message::new("span-days").with("count", Figure::Count(2)))[1], "2 jours");
    }

    #[test]
    fn no_number_is_a_panic() {
        for value in [f64::NAN, f64::INFINITY, -1e300, 1e15, 1e-300, f64::MAX, 0.1 + 0.2] {
            for decimals in [0, 3, 16] {
                assert!(months(value, decimals).iter().all(|text| !text.contains("NaN") && !text.contains("inf")));
            }
        }
        assert!(said(&Message::new("span-days").with("count", Figure::Count(u64::MAX)))[0].ends_with("days"));
    }

    #[test]
    fn names_are_not_interpreted() {
        let name = "{ $x } { percent } -term »:\n%";
        let said = said(&Message::new("percent").with("number", name));
        assert!(said.iter().all(|text| text.starts_with(name)), "{said:?}");
    }

    #[test]
    fn labels_fall_back_to_english_and_then_to_the_name() {
        let of = |labels: &[(&str, &str)]| {
            let label = labels.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())).collect();
            said(&Message::new("percent").with("number", Figure::Label { label, name: "x".to_owned() }))
        };
        assert_eq!(of(&[]), ["x %", "x\u{202f}%", "x%"]);
        assert_eq!(of(&[("en", "Spend"), ("fr", "Montant")]), ["Spend %", "Montant\u{202f}%", "Spend%"]);
    }
}
