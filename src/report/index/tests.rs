//! What the page over all runs must keep to, beside what every page must.

use chrono::{Days, NaiveDate};

use super::page::Given;
use super::{Index, render_index};
use crate::language::Language;
use crate::record::{
    AssignedOrders, AssignmentRecord, Earlier, ModelServed, PastAssignment, PastRun, PromotedRecord, Promotion,
    ReadRecord, RunRecord, StoredModel, Unreadable,
};
use crate::report::fixture::{self, Run};
use crate::report::tests::{ATTACK, is_plain, skeleton, unescaped};
use crate::report::{Page, ReportError};
use crate::stability::VerdictKind;

/// A pipeline's runs, registry and assignments.
struct Pipeline {
    name: String,
    runs: Vec<PastRun>,
    registry: Option<Vec<Promotion>>,
    assignments: Vec<PastAssignment>,
}

impl Pipeline {
    fn index(&self) -> Index<'_> {
        Index {
            pipeline: &self.name,
            runs: &self.runs,
            registry: self.registry.as_deref(),
            assignments: &self.assignments,
        }
    }

    fn pages(&self) -> Vec<Page> {
        render_index(&self.index()).unwrap()
    }

    fn page(&self) -> String {
        self.pages().swap_remove(0).html
    }
}

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, month, 1).unwrap()
}

/// A run as it is read from its `run.json`.
fn past(record: &RunRecord) -> PastRun {
    let summary = serde_json::from_value(serde_json::to_value(record).unwrap()).unwrap();
    PastRun { folder: record.run_id.clone(), summary: Ok(summary) }
}

fn unreadable(folder: &str, why: Unreadable) -> PastRun {
    PastRun { folder: folder.to_owned(), summary: Err(why) }
}

fn promotion(entry: u32, by: &str, run_id: Option<&str>) -> Promotion {
    Promotion {
        schema_version: 1,
        entry,
        pipeline: "olist".to_owned(),
        promoted_at: chrono::DateTime::from_timestamp(1_540_000_000, 0).unwrap(),
        promoted_by: by.to_owned(),
        reason: by.to_owned(),
        put_back: Some(1),
        model: run_id.map(|run_id| StoredModel {
            run_id: run_id.to_owned(),
            window_end: day(3),
            window_length: "12 months".to_owned(),
            customers: 1,
            inertia: 1.0,
            iterations: 1,
            converged: true,
            features: Vec::new(),
            segments: Vec::new(),
        }),
    }
}

fn assignment(as_of: NaiveDate, earlier: Option<NaiveDate>) -> PastAssignment {
    let moment = as_of.and_hms_opt(0, 0, 0).unwrap();
    let record = AssignmentRecord {
        schema_version: 1,
        id: "0".to_owned(),
        pipeline: "olist".to_owned(),
        as_of,
        window_start: moment,
        window_stop: moment,
        time_zone: "UTC".to_owned(),
        model: ModelServed { source: "runs/1".to_owned(), window_end: day(3), sha256: String::new() },
        data_hash: String::new(),
        inputs: Vec::new(),
        sources: Vec::new(),
        orders: AssignedOrders { rows: 0, in_window: 0, rejected: Vec::new(), outside: 0 },
        read: ReadRecord { whole_because: None, files: 0, files_read: 0, rows_read: 0, rows_kept: 0 },
        customers: 12_345,
        labelled: 12_345,
        dropped: 0,
        changed: 321,
        joined: 45,
        left: 67,
        earlier: earlier.map(|as_of| Earlier { as_of, id: "0".to_owned() }),
        segments: Vec::new(),
        files: Vec::new(),
    };
    PastAssignment { as_of: as_of.to_string(), record: Ok(record) }
}

/// A pipeline with a run a month, one of each verdict and two that cannot be read, in every language.
fn many() -> Pipeline {
    let at = [
        (1, VerdictKind::InsufficientHistory, None, 0.8),
        (2, VerdictKind::Keep, Some(0.95), 0.8),
        (4, VerdictKind::Unmonitorable, Some(0.91), 0.8),
        (5, VerdictKind::Undecidable, Some(0.82), 0.8),
        (6, VerdictKind::Retrain, Some(0.71), 0.8),
        (7, VerdictKind::Keep, Some(0.97), 0.85),
    ];
    let mut runs = Vec::new();
    for (month, kind, ari, threshold) in at {
        let mut run = fixture::olist();
        run.speak(&["en", "fr", "pt-BR"]);
        run.record.run_id = format!("{}-0123456789ab", day(month));
        run.record.as_of = day(month);
        run.record.threshold = threshold;
        run.record.reference.promoted = (month == 7).then(|| PromotedRecord {
            entry: 2,
            by: "Ana".to_owned(),
            at: chrono::DateTime::UNIX_EPOCH,
            reason: "spring".to_owned(),
            run_id: "1".to_owned(),
        });
        let verdict = &mut run.record.verdict.value;
        verdict.kind = kind;
        (verdict.ari, verdict.ari_low, verdict.ari_high) =
            (ari, ari.map(|ari| ari - 0.024), ari.map(|ari| ari + 0.016));
        runs.push(past(&run.record));
    }
    runs.insert(2, unreadable("2018-03-01-aaaaaaaaaaaa", Unreadable::NotUnderstood));
    runs.reverse();
    runs.push(unreadable("old things", Unreadable::NoRecord));
    let damaged = PastAssignment { as_of: "2018-07-03".to_owned(), record: Err(Unreadable::NotUnderstood) };
    let second = day(7).checked_add_days(Days::new(1)).unwrap();
    Pipeline {
        name: "olist".to_owned(),
        runs,
        registry: Some(vec![promotion(1, "Bia", None), promotion(2, "Ana", Some("2018-06-01-0123456789ab"))]),
        assignments: vec![damaged, assignment(second, Some(day(7))), assignment(day(7), None)],
    }
}

/// A pipeline of one run and nothing else.
fn one(run: &Run) -> Pipeline {
    Pipeline {
        name: run.record.pipeline.clone(),
        runs: vec![past(&run.record)],
        registry: Some(Vec::new()),
        assignments: Vec::new(),
    }
}

/// A pipeline of which nothing can be read.
fn nothing() -> Pipeline {
    let runs = vec![unreadable("2018-03-01-aaaaaaaaaaaa", Unreadable::NotUnderstood)];
    Pipeline { name: "lost".to_owned(), runs, registry: None, assignments: Vec::new() }
}

fn hostile_pipeline(attack: &str) -> Pipeline {
    let hostile = fixture::hostile(attack);
    Pipeline {
        name: attack.to_owned(),
        runs: vec![past(&hostile.record), unreadable(attack, Unreadable::NotUnderstood)],
        registry: Some(vec![promotion(7, attack, Some(attack))]),
        assignments: vec![PastAssignment { as_of: attack.to_owned(), record: Err(Unreadable::NoRecord) }],
    }
}

/// A page in which every text is `attack`.
pub fn hostile(attack: &str) -> String {
    hostile_pipeline(attack).page()
}

/// Pages of every kind, each with a name.
pub fn pages() -> Vec<(&'static str, String)> {
    let pipelines = [
        ("index", many()),
        ("index-one", one(&fixture::one_pair())),
        ("index-empty", one(&fixture::empty())),
        ("index-nothing", nothing()),
        ("index-hostile", hostile_pipeline(ATTACK)),
    ];
    let pages =
        pipelines.iter().flat_map(|(name, pipeline)| pipeline.pages().into_iter().map(move |page| (*name, page.html)));
    pages.collect()
}

/// What the templates are given for pages of every kind.
pub fn contexts() -> Vec<serde_json::Value> {
    let given =
        |pipeline: Pipeline| serde_json::to_value(Given::new(&pipeline.index(), Language::English, &[])).unwrap();
    [many(), nothing(), hostile_pipeline("x")].map(given).into()
}

/// The places of texts in a page, which must all be there.
fn places<const N: usize>(html: &str, texts: [&str; N]) -> [usize; N] {
    texts.map(|text| html.find(text).unwrap_or_else(|| panic!("{text} is not in {html}")))
}

#[test]
fn every_run_is_listed_newest_first_with_a_link_in_the_pages_language() {
    let [english, french, portuguese] = many().pages().try_into().unwrap();
    assert_eq!([&english.file, &french.file, &portuguese.file], ["index.html", "index.fr.html", "index.pt-BR.html"]);
    let table = english.html.split_once("<table class=\"runs\">").unwrap().1;
    let order = ["2018-07-01-", "2018-06-01-", "2018-05-01-", "2018-03-01-", "2018-01-01-", "old things"];
    assert!(places(table, order.map(|id| id)).is_sorted());
    assert!(english.html.contains("<a href=\"runs/2018-06-01-0123456789ab/report.html\">1 Jun 2018</a>"));
    assert!(french.html.contains("<a href=\"runs/2018-06-01-0123456789ab/report.fr.html\">1er juin 2018</a>"));
    assert!(portuguese.html.contains("href=\"runs/2018-06-01-0123456789ab/report.pt-BR.html\""));
    // A run that lacks the page's language is linked in its own first one.
    let mut pipeline = many();
    pipeline.runs[1].summary.as_mut().unwrap().configuration = serde_json::json!({});
    assert!(pipeline.pages()[1].html.contains("<a href=\"runs/2018-06-01-0123456789ab/report.html\">"));
}

#[test]
fn what_cannot_be_read_is_said_to_be_and_has_no_link() {
    let html = many().page();
    assert!(html.contains("<th scope=\"row\">1 Mar 2018<small>2018-03-01-aaaaaaaaaaaa</small></th>"));
    assert!(html.contains("<th scope=\"row\">–<small>old things</small></th>"));
    assert_eq!(html.matches("Cannot be read: damaged").count(), 2, "a run and an assignment");
    assert!(!html.contains("runs/2018-03-01"));
    let html = nothing().page();
    assert!(html.contains("The registry of models cannot be read.") && !html.contains("<svg class=\"chart"));
}

#[test]
fn numbers_are_those_of_the_runs() {
    let html = many().page();
    let row = html.split_once("2018-06-01-0123456789ab</small>").unwrap().1.split_once("</tr>").unwrap().0;
    for text in ["Re-fit the model", "0.71<small>0.69 to 0.73", ">0.93<", "7 months<small>"] {
        assert!(row.contains(text), "{text}: {row}");
    }
    let row = html.split_once("2018-01-01-0123456789ab</small>").unwrap().1.split_once("</tr>").unwrap().0;
    assert!(row.contains("Insufficient history") && row.contains("<td class=\"number\">–</td>"), "{row}");
    let assigned = html.split_once("<section id=\"assignments\"").unwrap().1;
    assert!(places(assigned, ["3 Jul 2018", "2 Jul 2018", ">12,345<", ">321<", ">45<", ">67<"]).is_sorted());
    assert!(
        assigned.ends_with("</html>\n") && assigned.matches(">321<").count() == 1,
        "no change without an earlier one"
    );
}

#[test]
fn the_chart_has_one_mark_a_day_and_the_last_written_counts() {
    let mut pipeline = many();
    let marks = |pipeline: &Pipeline| pipeline.page().matches("<title>1 June 2018: ").count();
    assert_eq!(marks(&pipeline), 2, "in both shapes");
    let mut again = pipeline.runs[1].clone();
    again.folder = "2018-06-01-ffffffffffff".to_owned();
    again.summary.as_mut().unwrap().verdict.value.kind = VerdictKind::Keep;
    pipeline.runs.insert(1, again);
    assert_eq!(marks(&pipeline), 2);
    let html = pipeline.page();
    assert!(html.contains("<title>1 June 2018: Keep the model, agreement 0.71, interval 0.69 to 0.73</title>"));
    assert!(html.contains("6 days from 1 January 2018 to 1 July 2018."));
    // Each verdict with its shape in the legend, and the dash of the run without an agreement.
    for mark in ["key-keep", "key-undecidable", "key-unmonitorable", "key-without"] {
        assert!(html.contains(&format!("<span class=\"key key-shape {mark}\"")), "{mark}");
    }
}

#[test]
fn the_model_in_service_is_the_registrys_newest() {
    let mut pipeline = many();
    let html = pipeline.page();
    let told =
        ["A promoted model is in service.", "1 Mar 2018", "20 Oct 2018, 01:46", "<dd>Ana</dd>", "06-01-0123456789ab"];
    assert!(places(&html, told).is_sorted());
    assert!(!html.contains("does not go by this model yet"));
    pipeline.registry = Some(vec![promotion(3, "Ana", Some("x"))]);
    assert!(pipeline.page().contains("does not go by this model yet"));
    pipeline.registry = Some(vec![promotion(3, "Caio", None)]);
    let html = pipeline.page();
    assert!(html.contains("The promoted model was withdrawn") && html.contains("<dd>Caio</dd>"));
    pipeline.registry = Some(Vec::new());
    // The fixture's first window.
    let html = pipeline.page();
    assert!(html.contains("No model was promoted") && html.contains("<dd>1 Oct 2017</dd>"));
}

#[test]
fn attacks_stay_texts() {
    for attack in fixture::attacks() {
        let harmless: String = attack.chars().map(|letter| if is_plain(letter) { letter } else { 'o' }).collect();
        let html = hostile(&attack);
        assert_eq!(skeleton(&html), skeleton(&hostile(&harmless)), "{attack:?}");
        assert!(unescaped(&html).matches(attack.as_str()).count() > 8, "{attack:?}");
    }
}

#[test]
fn the_users_template_stands_in_for_the_programs() {
    let mut run = fixture::olist();
    run.set("templates", serde_json::json!({ "index.html": "<p>{{ index.pipeline }}: {{ index.runs | length }}</p>" }));
    assert_eq!(one(&run).page(), "<p>olist: 1</p>");
    run.set("templates", serde_json::json!({ "index.html": "\n{{ index.none }}" }));
    match render_index(&one(&run).index()) {
        Err(ReportError::Replaced(problem)) => {
            assert_eq!((problem.file.as_deref(), problem.line), (Some("index.html"), Some(2)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_runs_give_the_same_bytes() {
    let first = many().pages();
    let _ = nothing().pages();
    assert!(first == many().pages());
}
