//! `segwatch choose-k`

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use serde::Serialize;

use super::load;
use super::run::Engine;
use crate::checks;
use crate::cli::args::ChooseKArgs;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::watch::Spinner;
use crate::language::Language;
use crate::plan::{Check, ChoiceRule, Plan, SegmentCount, SegmentRange};
use crate::record::{ChoiceRecord, Stage};
use crate::run::{self, Cache, CheckOptions, History, RunOptions};
use crate::selection::{Candidate, choose};

/// Tries several numbers of segments on a window, and recommends one.
pub fn choose_k(args: &ChooseKArgs, quiet: bool, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load(&args.pipeline)?;
    let range = range(&plan, args)?;
    let engine = Engine::start(args.resources)?;
    let watch = Spinner::new(quiet);
    let cache = Cache::none();
    // What is found is said, and tried all the same: nothing is kept of it.
    let checks = CheckOptions { history: History::Unknown, accepted: &Check::ALL };
    let options = RunOptions { checks, ..engine.options(args.as_of, None, &cache, &watch) };
    let answer = engine.install(|| {
        let prepared = run::prepare(&plan, &options, &engine.runtime)?;
        for notice in checks::notices(&prepared.checks.findings, &[]) {
            tracing::warn!("{}", Language::English.spoken(&notice.message).unwrap_or_default());
        }
        let (choice, stages) = run::choose_k(&plan, &prepared, range, args.window, &options, &engine.runtime)?;
        let by_rule =
            ChoiceRule::ALL.iter().filter_map(|&rule| Some((rule.name(), choose(&choice.candidates, rule)?.k)));
        let stages = prepared.stages.into_iter().chain(stages).collect();
        Ok::<_, Failure>(Answer {
            pipeline: plan.name.clone(),
            as_of: prepared.as_of,
            confidence: plan.stability.confidence,
            by_rule: by_rule.collect(),
            choice,
            stages,
        })
    })?;
    drop(watch);
    output.result(&answer, || answer.text())?;
    Ok(Exit::Done)
}

/// What is asked for, else what the pipeline says, else 2 to 10 by stability.
fn range(plan: &Plan, args: &ChooseKArgs) -> Result<SegmentRange, Failure> {
    let of_plan = match plan.model.k {
        SegmentCount::Chosen(range) => range,
        SegmentCount::Fixed(_) => SegmentRange { min: 2, max: 10, rule: ChoiceRule::Stability },
    };
    let min = args.min.map_or(of_plan.min, usize::from);
    let max = args.max.map_or(of_plan.max, usize::from);
    if max <= min {
        return Err(Failure::usage(
            format!("--min is {min} and --max {max}: there is nothing to choose from"),
            "raise --max, or lower --min",
        ));
    }
    Ok(SegmentRange { min, max, ..of_plan })
}

/// What the columns of the table mean; within 80 columns, as the table is.
const LEGEND: &str = "
Far apart: silhouette and Calinski-Harabasz high, Davies-Bouldin low. Found again
on customers drawn anew: stability (adjusted Rand index, of all segments) and
least Jaccard (of the least stable one) near 1; 0.75 or more counts as stable.
Near ties: other solutions that are as good within chance; none is best.
";

/// What the command answers.
#[derive(Serialize)]
struct Answer {
    pipeline: String,
    as_of: NaiveDate,
    /// The level of the silhouette's interval.
    confidence: f64,
    #[serde(flatten)]
    choice: ChoiceRecord,
    /// What each rule would take.
    by_rule: BTreeMap<&'static str, u32>,
    /// Seconds of each part, and of each number of segments.
    stages: Vec<Stage>,
}

impl Answer {
    fn text(&self) -> String {
        let Self { pipeline, as_of, choice, .. } = self;
        let mut text = format!(
            "{pipeline} as of {as_of}: {} customers of the window that ends on {}\n\n",
            choice.customers, choice.window_end
        );
        let level = format!("± at {} %", 100.0 * self.confidence);
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{:>15}  {:<14}  Davies-  Calinski-  stabi-    least  near\n{:>5} {:>9}  {level:<14}  Bouldin   Harabasz    lity  Jaccard  ties  sec",
            "", "silhouette", "k", "inertia"
        );
        for candidate in &choice.candidates {
            let _ = writeln!(text, "{}", self.row(candidate));
        }
        text.push_str(LEGEND);
        let sentence = &choice.recommendation.sentence;
        let sentence = sentence.get("en").or_else(|| sentence.values().next()).cloned().unwrap_or_default();
        let _ = writeln!(text, "\n{sentence}");
        let others = self.by_rule.iter().map(|(rule, k)| format!("{} {k}", rule.replace('_', "-")));
        let _ = writeln!(text, "By rule: {}", others.collect::<Vec<_>>().join(", "));
        text
    }

    fn row(&self, candidate: &Candidate) -> String {
        let Candidate { k, inertia, silhouette, silhouette_low: low, silhouette_high: high, .. } = candidate;
        let name = format!("k = {k}");
        let seconds = self.stages.iter().find(|stage| stage.name == name).map_or(0.0, |stage| stage.seconds);
        let spread = if low < high { format!("±{:.4}", (high - low) / 2.0) } else { "exact".to_owned() };
        format!(
            "{} {k:>3} {inertia:>9.1}  {silhouette:>7.4} {spread:<6}  {:>7.3}  {:>9.0}  {:>6.3}  {:>7.3}  {:>4} {seconds:>4.1}",
            if candidate.chosen { "→" } else { " " },
            candidate.davies_bouldin,
            candidate.calinski_harabasz,
            candidate.stability,
            candidate.least_jaccard,
            candidate.near_ties,
        )
    }
}
