//! The choice of k: stability against fpc's clusterboot, a market of known types, and the choice kept with a run.

use std::fs;
use std::path::Path;

use linfa::ParamGuard;
use ndarray::Array2;
use segwatch::kmeans::KMeansParams;
use segwatch::record::ChoiceRecord;
use segwatch::selection::{Bootstrap, Candidate, ChoiceReason, Known, bootstrap_stability};
use segwatch::sink::read_rows;
use segwatch::synthetic::{self, MarketParams, PipelineParams};
use serde::Deserialize;

use crate::support::segwatch;

#[derive(Deserialize)]
struct Golden {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    k: usize,
    columns: usize,
    values: Vec<f64>,
    labels: Vec<u32>,
    jaccards: Vec<f64>,
}

/// Made by tests/r/make_clusterboot_golden.R with fpc's K-Means of 50 starts a draw, where ours starts from the known
/// solutions. Both are means of 1,000 draws of their own, which leaves a difference of about 0.006 to chance.
#[test]
fn segments_come_back_as_clusterboot_says() {
    let golden: Golden = serde_json::from_str(include_str!("../golden/clusterboot.json")).unwrap();
    assert_eq!(golden.cases.len(), 6);
    for case in golden.cases {
        let rows = Array2::from_shape_vec((case.labels.len(), case.columns), case.values).unwrap();
        let model = KMeansParams::new(case.k).check().unwrap().fit_matrix(rows.view()).unwrap();
        let solutions: Vec<_> = std::iter::once(model.centroids().view())
            .chain(model.near_ties().iter().map(|tie| tie.centroids.view()))
            .collect();
        let known = Known { labels: &case.labels, solutions: &solutions, k: case.k };
        let bootstrap = Bootstrap { draws: 1000, ..Bootstrap::new(1) };
        let found = bootstrap_stability(rows.view(), &known, &bootstrap).unwrap();
        for (segment, (found, expected)) in found.jaccards.iter().zip(&case.jaccards).enumerate() {
            assert!((found - expected).abs() <= 0.02, "{}, segment {segment}: {found} and {expected}", case.name);
        }
    }
}

/// A folder with a market of four types and its pipeline, which chooses k as said.
fn market(folder: &Path, k: &str) {
    let market = synthetic::market(&MarketParams { customers: 6000, ..MarketParams::default() });
    fs::write(folder.join("orders.csv"), market.orders_csv()).unwrap();
    for (name, text) in synthetic::market_files(&PipelineParams { features: 4, ..PipelineParams::default() }) {
        let text = text.lines().map(|line| if line.starts_with("k = ") { format!("k = {k}") } else { line.to_owned() });
        fs::write(folder.join(name), text.collect::<Vec<_>>().join("\n")).unwrap();
    }
}

fn path(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

#[test]
fn four_types_of_customers_are_found_and_the_choice_is_kept_with_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let pipeline = folder.path().join("market");
    fs::create_dir(&pipeline).unwrap();
    market(&pipeline, "{ min = 2, max = 6 }");

    let asked = segwatch(&["choose-k", &path(&pipeline), "--format", "json", "--quiet"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let answer: serde_json::Value = serde_json::from_str(&asked.out).unwrap();
    let choice: ChoiceRecord = serde_json::from_str(&asked.out).unwrap();
    assert_eq!(choice.recommendation.value.k, 4, "{}", asked.out);
    assert!(matches!(choice.recommendation.value.reason, ChoiceReason::BestOfStable { .. }));
    assert_eq!(choice.candidates.iter().map(|candidate| candidate.k).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
    assert_eq!(answer["by_rule"].as_object().unwrap().len(), 5);
    let said = segwatch(&["choose-k", &path(&pipeline), "--min", "3", "--max", "5", "--quiet"]);
    assert!(said.out.contains("Take 4 segments.") && said.out.contains("→   4"), "{}", said.out);

    let out = folder.path().join("out");
    let ran = segwatch(&["run", &path(&pipeline), "--out", &path(&out), "--format", "json", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(serde_json::from_value::<ChoiceRecord>(record["choice"].clone()).unwrap(), choice);
    assert_eq!(record["reference"]["k"], 4);
    let silhouette = &record["reference"]["silhouette"];
    let chosen = choice.candidates.iter().find(|candidate| candidate.chosen).unwrap();
    assert_eq!(silhouette["mean"].as_f64(), Some(chosen.silhouette));
    assert_eq!(silhouette["segments"].as_array().unwrap().len(), 4);
    assert!(
        silhouette["segments"].as_array().unwrap().iter().all(|one| one["values"].as_array().unwrap().len() == 200)
    );

    let run =
        fs::read_dir(out.join(record["pipeline"].as_str().unwrap()).join("runs")).unwrap().next().unwrap().unwrap();
    assert_eq!(read_rows::<Candidate>(&run.path()).unwrap(), choice.candidates);
    let models = segwatch::sink::read_models(&run.path(), &[]).unwrap();
    let segments = models.iter().filter(|row| row.window_end == choice.window_end).count();
    assert_eq!(segments, 4, "every window is fitted with the chosen number");
}

#[test]
fn what_cannot_be_chosen_from_is_told() {
    let folder = tempfile::tempdir().unwrap();
    market(folder.path(), "4");
    let pipeline = path(folder.path());
    let told = |arguments: &[&str]| {
        let answer = segwatch(&[&["choose-k", &pipeline, "--quiet"], arguments].concat());
        (answer.code, answer.err)
    };
    let (code, message) = told(&["--min", "5", "--max", "5"]);
    assert!(code == 2 && message.contains("--min is 5 and --max 5: there is nothing to choose from"), "{message}");
    let (code, message) = told(&["--window", "1999-01-01"]);
    assert!(code == 2 && message.contains("no window ends on 1999-01-01; the first ends on "), "{message}");
    assert!(message.contains("--dry-run lists the windows"), "{message}");
}
