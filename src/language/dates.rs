//! Days as each language writes them: wall-clock days, without a time zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::options::YearStyle;

use super::Language;

/// A language's forms of a day.
struct Formatters {
    long: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    medium: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    short: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
}

impl Formatters {
    fn of(language: Language) -> Option<Self> {
        let locale = language.locale();
        Some(Self {
            long: FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), YMD::long()).ok()?,
            medium: FixedCalendarDateTimeFormatter::try_new(locale.clone().into(), YMD::medium()).ok()?,
            short: FixedCalendarDateTimeFormatter::try_new(
                locale.clone().into(),
                YMD::short().with_year_style(YearStyle::Full),
            )
            .ok()?,
            month: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::short()).ok()?,
        })
    }
}

thread_local! {
    /// One for each language; tests see to it that all are there.
    static FORMATTERS: [Option<Formatters>; 3] = Language::ALL.map(Formatters::of);
}

impl Language {
    /// A day in a sentence, as in "1 September 2018".
    #[must_use]
    pub fn long_date(self, day: NaiveDate) -> String {
        self.first(day, self.written(day, |formatters, date| formatters.long.format(&date).to_string()))
    }

    /// A day in a table, as in "1 Sept 2018".
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        self.first(day, self.written(day, |formatters, date| formatters.medium.format(&date).to_string()))
    }

    /// A day beside a chart, where there is little room, as in "01/09/2018".
    #[must_use]
    pub fn short_date(self, day: NaiveDate) -> String {
        self.written(day, |formatters, date| formatters.short.format(&date).to_string())
    }

    /// A month below a chart, as in "09/2018".
    #[must_use]
    pub fn month(self, day: NaiveDate) -> String {
        self.written(day, |formatters, date| formatters.month.format(&date).to_string())
    }

    /// A moment in a table, without its time where that is midnight, as in "1 Sept 2018, 14:30".
    #[must_use]
    pub fn moment(self, moment: NaiveDateTime) -> String {
        let date = self.date(moment.date());
        if moment.time() == NaiveTime::MIN { date } else { format!("{date}, {}", moment.format("%H:%M")) }
    }

    fn written(self, day: NaiveDate, write: impl Fn(&Formatters, Date<Gregorian>) -> String) -> String {
        let (month, of_month) = (u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok());
        let date =
            month.zip(of_month).and_then(|(month, of_month)| Date::try_new_gregorian(day.year(), month, of_month).ok());
        let written = date
            .and_then(|date| FORMATTERS.with(|formatters| Some(write(formatters.get(self as usize)?.as_ref()?, date))));
        written.unwrap_or_else(|| day.to_string())
    }

    /// The first of a month is an ordinal in French and Portuguese, which CLDR's patterns cannot say.
    fn first(self, day: NaiveDate, written: String) -> String {
        let ordinal = match self {
            Self::English => return written,
            Self::French => "1er ",
            Self::Portuguese => "1º ",
        };
        match written.strip_prefix("1 ").filter(|_| day.day() == 1) {
            Some(rest) => format!("{ordinal}{rest}"),
            None => written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, month, day).unwrap()
    }

    #[test]
    fn every_language_writes_days_its_own_way() {
        let long = |day| Language::ALL.map(|language| language.long_date(day));
        let medium = |day| Language::ALL.map(|language| language.date(day));
        assert_eq!(long(day(9, 1)), ["1 September 2018", "1er septembre 2018", "1º de setembro de 2018"]);
        assert_eq!(long(day(12, 31)), ["31 December 2018", "31 décembre 2018", "31 de dezembro de 2018"]);
        assert_eq!(medium(day(9, 1)), ["1 Sept 2018", "1er sept. 2018", "1º de set. de 2018"]);
        assert_eq!(medium(day(12, 11)), ["11 Dec 2018", "11 déc. 2018", "11 de dez. de 2018"]);
        assert_eq!(Language::ALL.map(|language| language.short_date(day(9, 1))), ["01/09/2018"; 3]);
        assert_eq!(Language::ALL.map(|language| language.month(day(9, 1))), ["09/2018", "09/2018", "09/2018"]);
    }

    #[test]
    fn a_moment_at_midnight_is_its_day() {
        let at = |hour, minute| Language::French.moment(day(9, 2).and_hms_opt(hour, minute, 0).unwrap());
        assert_eq!([at(0, 0), at(14, 5)], ["2 sept. 2018", "2 sept. 2018, 14:05"]);
    }

    #[test]
    fn days_far_away_are_days() {
        for day in [NaiveDate::MIN, NaiveDate::MAX, day(2, 28)] {
            assert!(Language::ALL.iter().all(|language| !language.long_date(day).is_empty()));
        }
    }
}
