//! The choice of k: stability against fpc's clusterboot, a market of known types, and the choice kept with a run.

use std::fs;
use std::path::Path;

use linfa::ParamGuard;
use ndarray::Array2;
use segwatch::kmeans::KMeansParams;
use segwatch::plan::ChoiceRule;
use segwatch::record::ChoiceRecord;
use segwatch::record::tables::WindowRow;
use segwatch::selection::{Bootstrap, Candidate, ChoiceReason, Known, bootstrap_stability};
use segwatch::sink::{read_models, read_rows};
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

/// Made by `tests/r/make_clusterboot_golden.R`, which starts K-Means 200 times a draw, where ours starts from the known
/// solutions and a few times anew. Both are means of some hundred draws of their own.
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
        let bootstrap = Bootstrap { draws: 400, ..Bootstrap::new(1) };
        let found = bootstrap_stability(rows.view(), &known, &bootstrap).unwrap();
        for (segment, (found, expected)) in found.jaccards.iter().zip(&case.jaccards).enumerate() {
            assert!((found - expected).abs() <= 0.02, "{}, segment {segment}: {found} and {expected}", case.name);
        }
    }
}

/// Writes a market's orders and its pipeline, in which k is what is said.
fn write(folder: &Path, market: &MarketParams, files: &[(&str, String)], k: &str) {
    fs::write(folder.join("orders.csv"), synthetic::market(market).orders_csv()).unwrap();
    for (name, text) in files {
        let text = text.lines().map(|line| if line.starts_with("k = ") { format!("k = {k}") } else { line.to_owned() });
        fs::write(folder.join(name), text.collect::<Vec<_>>().join("\n")).unwrap();
    }
}

/// A small market.
fn small(folder: &Path, k: &str) {
    let files = synthetic::market_files(&PipelineParams { features: 3, ..PipelineParams::default() });
    let files =
        files.map(|(name, text)| (name, text.replace("threshold = 0.8", "threshold = 0.8\nnoise_replicates = 10")));
    write(folder, &MarketParams { customers: 2000, ..MarketParams::default() }, &files, k);
}

fn path(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

#[test]
fn the_four_types_of_the_demo_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let files = synthetic::pipeline_files().map(|(name, text)| (name, text.to_owned()));
    write(folder.path(), &MarketParams::default(), &files, "4");
    let asked = segwatch(["choose-k", &path(folder.path()), "--max", "7", "--format", "json", "--quiet"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let choice: ChoiceRecord = serde_json::from_str(&asked.out).unwrap();
    let recommended = choice.recommendation.value;
    assert_eq!((recommended.rule, recommended.k), (ChoiceRule::Stability, 4), "{}", asked.out);
    assert!(matches!(recommended.reason, ChoiceReason::BestOfStable { .. }));
}

#[test]
fn the_choice_is_kept_with_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let pipeline = folder.path().join("market");
    fs::create_dir(&pipeline).unwrap();
    small(&pipeline, "{ min = 2, max = 4, choose = \"calinski_harabasz\" }");

    let asked = segwatch(["choose-k", &path(&pipeline), "--format", "json", "--quiet"]);
    assert_eq!(asked.code, 0, "{}", asked.err);
    let choice: ChoiceRecord = serde_json::from_str(&asked.out).unwrap();
    assert_eq!(choice.recommendation.value.rule, ChoiceRule::CalinskiHarabasz);
    assert_eq!(choice.candidates.iter().map(|candidate| candidate.k).collect::<Vec<_>>(), [2, 3, 4]);
    let chosen = choice.candidates.iter().find(|candidate| candidate.chosen).unwrap();
    let said = segwatch(["choose-k", &path(&pipeline), "--quiet"]);
    assert!(said.out.contains(&format!("→   {} ", chosen.k)) && said.out.contains("By rule: "), "{}", said.out);

    let out = folder.path().join("out");
    let ran = segwatch(["run", &path(&pipeline), "--out", &path(&out), "--format", "json", "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(serde_json::from_value::<ChoiceRecord>(record["choice"].clone()).unwrap(), choice);
    assert_eq!(record["reference"]["k"], chosen.k);
    let silhouette = &record["reference"]["silhouette"];
    assert_eq!(silhouette["mean"].as_f64(), Some(chosen.silhouette));
    let segments = silhouette["segments"].as_array().unwrap();
    assert_eq!(segments.len(), chosen.k as usize);
    assert!(segments.iter().all(|segment| (2..=200).contains(&segment["values"].as_array().unwrap().len())));

    let runs = out.join(record["pipeline"].as_str().unwrap()).join("runs");
    let run = fs::read_dir(runs).unwrap().next().unwrap().unwrap().path();
    assert_eq!(read_rows::<Candidate>(&run).unwrap(), choice.candidates);
    for window in read_rows::<WindowRow>(&run).unwrap() {
        let models = read_models(&run, &[]).unwrap();
        let segments = models.iter().filter(|row| row.window_end == window.window_end).count();
        assert_eq!(segments, chosen.k as usize, "every window is fitted with the chosen number");
    }
}

#[test]
fn what_cannot_be_chosen_from_is_told() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path(), "4");
    let pipeline = path(folder.path());
    let told = |arguments: &[&str]| {
        let answer = segwatch([&["choose-k", &pipeline, "--quiet"], arguments].concat());
        (answer.code, answer.err)
    };
    let (code, message) = told(&["--min", "5", "--max", "5"]);
    assert!(code == 2 && message.contains("--min is 5 and --max 5: there is nothing to choose from"), "{message}");
    let (code, message) = told(&["--window", "1999-01-01"]);
    assert!(code == 2 && message.contains("no window ends on 1999-01-01; the first ends on "), "{message}");
    assert!(message.contains("--dry-run lists the windows"), "{message}");
}
