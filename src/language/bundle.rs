//! The Fluent files of a language, and how its messages are said.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Figure, Language, Message, NOTHING};
use crate::numeric::real;

const NO_BREAK: &str = "\u{a0}";
const NARROW_NO_BREAK: &str = "\u{202f}";

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 3]> = LazyLock::new(|| Language::ALL.map(bundle));

impl Language {
    /// The texts of its messages: what a run says, and the words of the page.
    pub(super) const fn files(self) -> [&'static str; 2] {
        match self {
            Self::English => {
                [include_str!("../../reports/sentences/en.ftl"), include_str!("../../reports/page/en.ftl")]
            }
            Self::French => [include_str!("../../reports/sentences/fr.ftl"), include_str!("../../reports/page/fr.ftl")],
            Self::Portuguese => {
                [include_str!("../../reports/sentences/pt-BR.ftl"), include_str!("../../reports/page/pt-BR.ftl")]
            }
        }
    }

    fn bundle(self) -> Option<&'static FluentBundle<FluentResource>> {
        BUNDLES.get(self as usize)
    }

    /// The message in this language.
    ///
    /// # Errors
    /// What lacks: the message, or a figure of it.
    pub fn say(self, message: &Message) -> Result<String, String> {
        let Message { id, attribute, figures } = message;
        let lacks = || format!("{}: no message {id} {attribute:?}", self.tag());
        let bundle = self.bundle().ok_or_else(lacks)?;
        let found = bundle.get_message(id);
        let pattern = found.and_then(|found| match attribute {
            Some(name) => found.get_attribute(name).map(|attribute| attribute.value()),
            None => found.value(),
        });
        let pattern = pattern.ok_or_else(lacks)?;
        let mut arguments = FluentArgs::with_capacity(figures.len());
        for (name, figure) in figures {
            arguments.set(name.as_str(), self.value(figure)?);
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if errors.is_empty() { Ok(text) } else { Err(format!("{}: {id}: {errors:?}", self.tag())) }
    }

    /// The attributes of a message, which take no figures, by their names; none where there is no such message.
    #[must_use]
    pub fn texts(self, message: &str) -> BTreeMap<String, String> {
        let Some(bundle) = self.bundle() else { return BTreeMap::new() };
        let attributes = bundle.get_message(message).into_iter().flat_map(|message| message.attributes());
        let text = |pattern| bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
        attributes.map(|attribute| (attribute.id().to_owned(), text(attribute.value()))).collect()
    }

    /// A figure as it stands in a message.
    pub(super) fn value(self, figure: &Figure) -> Result<FluentValue<'static>, String> {
        Ok(match figure {
            Figure::Count(count) => number(real(*count), 0),
            Figure::Number { value, decimals } => number(*value, *decimals),
            Figure::Percent { share, decimals } => {
                let number = Figure::Number { value: share * 100.0, decimals: *decimals };
                self.say(&Message::new("percent").with("number", number))?.into()
            }
            Figure::Money { amount, currency } => {
                let decimals = if amount.abs() < 100.0 { 2 } else { 0 };
                let amount = Figure::Number { value: *amount, decimals };
                if currency.is_empty() {
                    return self.value(&amount).map(|value| self.text(value));
                }
                self.say(&Message::new("money").with("amount", amount).with("currency", currency.as_str()))?.into()
            }
            Figure::Text(text) => text.clone().into(),
            Figure::Date(day) => self.long_date(*day).into(),
            Figure::Label { label, name } => self.spoken(label).unwrap_or(name).to_owned().into(),
            Figure::Phrase(message) => self.say(message)?.into(),
        })
    }

    /// A value as it stands outside of messages.
    fn text(self, value: FluentValue<'static>) -> FluentValue<'static> {
        self.written_number(&value).map_or(value, Into::into)
    }

    /// A figure outside of messages.
    pub(super) fn figure(self, figure: &Figure) -> Result<String, String> {
        Ok(match self.text(self.value(figure)?) {
            FluentValue::String(text) => text.into_owned(),
            _ => NOTHING.to_owned(),
        })
    }

    /// A number with as many decimals as it is to have.
    fn written_number(self, value: &FluentValue) -> Option<String> {
        let FluentValue::Number(number) = value else { return None };
        Some(self.decimal(number.value, number.options.minimum_fraction_digits.unwrap_or(0)))
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    // Plain functions: a bundle takes no closures that hold anything.
    match language {
        Language::English => bundle.set_formatter(Some(|value, _| Language::English.written_number(value))),
        Language::French => bundle.set_formatter(Some(|value, _| Language::French.written_number(value))),
        Language::Portuguese => bundle.set_formatter(Some(|value, _| Language::Portuguese.written_number(value))),
    }
    bundle.set_transform(Some(if language == Language::French { french } else { one_line }));
    for file in language.files() {
        // What can be read of a file with a mistake in it is used; tests see to it that there is none.
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A number that plural forms can be chosen by. Its value is that which is shown: 1.04 without decimals is one.
fn number(value: f64, decimals: usize) -> FluentValue<'static> {
    let shown: f64 = format!("{value:.decimals$}").parse().unwrap_or(value);
    if !shown.is_finite() {
        return NOTHING.into();
    }
    if shown.abs() >= 1e15 {
        // Fluent's plural rules cannot read it.
        return format!("{shown:e}").into();
    }
    let options = FluentNumberOptions { minimum_fraction_digits: Some(decimals), ..FluentNumberOptions::default() };
    FluentNumber::new(shown, options).into()
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
        .replace(" ?", &format!("{NARROW_NO_BREAK}?"))
        .replace(" !", &format!("{NARROW_NO_BREAK}!"))
        .replace(" %", &format!("{NARROW_NO_BREAK}%"))
        .replace("« ", &format!("«{NO_BREAK}"))
        .replace(" »", &format!("{NO_BREAK}»"))
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &Message) -> [String; 3] {
        Language::ALL.map(|language| language.say(message).unwrap())
    }

    fn months(value: f64, decimals: usize) -> [String; 3] {
        said(&Message::new("span-months").with("count", Figure::Number { value, decimals }))
    }

    #[test]
    fn each_language_has_its_marks() {
        assert_eq!(months(12_345.678, 1), ["12,345.7 months", "12\u{202f}345,7 mois", "12.345,7 meses"]);
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
        assert_eq!(of(&[]), ["x%", "x\u{202f}%", "x%"]);
        assert_eq!(of(&[("en", "Spend"), ("fr", "Montant")]), ["Spend%", "Montant\u{202f}%", "Spend%"]);
    }
}
