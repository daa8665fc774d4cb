//! The page over all runs of a pipeline.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command_line::small_pipeline;
use crate::support::{Answer, segwatch};

struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        small_pipeline(folder.path());
        let pipeline = folder.path().join("pipeline.toml");
        let text = fs::read_to_string(&pipeline).unwrap();
        fs::write(&pipeline, format!("{text}[report]\nlanguages = [\"en\", \"fr\"]\n")).unwrap();
        Self { folder }
    }

    fn out(&self, path: &str) -> PathBuf {
        self.folder.path().join("out").join(path)
    }

    fn try_to(&self, command: &str, arguments: &[&str]) -> Answer {
        let (folder, out) = (self.folder.path().to_str().unwrap().to_owned(), self.out(""));
        let fixed = [command, &folder, "--out", out.to_str().unwrap(), "--format", "json"];
        segwatch(fixed.iter().chain(arguments))
    }

    fn done(&self, command: &str, arguments: &[&str]) -> serde_json::Value {
        let answer = self.try_to(command, arguments);
        assert_eq!(answer.code, 0, "{command} {arguments:?}: {}{}", answer.out, answer.err);
        serde_json::from_str(&answer.out).unwrap()
    }

    fn run(&self, as_of: &str) -> String {
        self.done("run", &["--as-of", as_of])["run_id"].as_str().unwrap().to_owned()
    }

    fn index(&self) -> String {
        fs::read_to_string(self.out("small/index.html")).unwrap()
    }
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names = names.collect::<Vec<_>>();
    names.sort();
    names
}

#[test]
fn every_run_is_on_the_page_newest_first() {
    let shop = Shop::new();
    // The later day first: the order is not that of the commands.
    let later = shop.run("2024-06-15");
    let one = shop.index();
    let earlier = shop.run("2024-03-15");
    let html = shop.index();
    assert_ne!(one, html);
    let link = |run: &str, file: &str| format!("href=\"runs/{run}/{file}\"");
    let table = html.split_once("<table class=\"runs\">").unwrap().1;
    let place = |text: &str| table.find(text).unwrap_or_else(|| panic!("{text} is not in {table}"));
    assert!(place(&link(&later, "report.html")) < place(&link(&earlier, "report.html")));
    assert_eq!(table.matches("<th scope=\"row\">").count(), 2);
    let french = fs::read_to_string(shop.out("small/index.fr.html")).unwrap();
    assert!(french.contains("<html lang=\"fr\">") && french.contains(&link(&earlier, "report.fr.html")));
    for (run, file) in [(&later, "report.html"), (&earlier, "report.fr.html")] {
        assert!(shop.out("small/runs").join(run).join(file).is_file(), "the links lead somewhere");
    }
    assert_eq!(
        files(&shop.out("small")),
        ["cache", "index.fr.html", "index.html", "metrics.prom", "runs"],
        "nothing unfinished is left"
    );
}

#[test]
fn the_page_comes_back_with_the_same_bytes_and_is_left_alone_when_it_is_right() {
    let shop = Shop::new();
    let run = shop.run("2024-06-15");
    let index = shop.out("small/index.html");
    let (html, written) = (shop.index(), fs::metadata(&index).unwrap().modified().unwrap());
    assert_eq!(shop.run("2024-06-15"), run);
    assert_eq!(fs::metadata(&index).unwrap().modified().unwrap(), written, "nothing is written when nothing changed");

    fs::remove_file(&index).unwrap();
    shop.run("2024-06-15");
    assert_eq!(shop.index(), html);

    fs::write(&index, "half a pa").unwrap();
    let folder = shop.out("small/runs").join(&run);
    let answer = segwatch(["report", folder.to_str().unwrap()]);
    assert_eq!((answer.code, shop.index()), (0, html), "{}", answer.err);

    // A run that was taken elsewhere has no pipeline to speak for.
    let elsewhere = shop.folder.path().join("elsewhere");
    fs::rename(&folder, &elsewhere).unwrap();
    fs::remove_file(&index).unwrap();
    let answer = segwatch(["report", elsewhere.to_str().unwrap()]);
    assert_eq!((answer.code, index.exists()), (0, false), "{}", answer.err);
}

#[test]
fn a_damaged_run_is_listed_and_stops_nothing() {
    let shop = Shop::new();
    let damaged = shop.run("2024-03-15");
    let record = shop.out("small/runs").join(&damaged).join("run.json");
    let whole = fs::read_to_string(&record).unwrap();
    fs::write(&record, &whole[..whole.len() / 2]).unwrap();
    let older = shop.out("small/runs/2024-01-01-aaaaaaaaaaaa");
    fs::create_dir(&older).unwrap();
    fs::write(older.join("run.json"), whole.replace("\"schema_version\": 1", "\"schema_version\": 2")).unwrap();

    let sound = shop.run("2024-06-15");
    let html = shop.index();
    assert!(html.contains(&format!("href=\"runs/{sound}/report.html\"")));
    assert_eq!(html.matches("Cannot be read: damaged, or of another version of segwatch.").count(), 2);
    assert!(html.contains(&damaged) && !html.contains(&format!("href=\"runs/{damaged}")));
}

#[test]
fn a_model_put_into_service_and_customers_labelled_are_on_the_page_at_once() {
    let shop = Shop::new();
    shop.run("2024-06-15");
    assert!(shop.index().contains("No model was promoted"));
    shop.done("promote", &["2024-02-01", "--by", "Ana & <b>Co</b>", "--reason", "spring prices"]);
    let html = shop.index();
    for text in
        ["A promoted model is in service.", "Ana &amp; &lt;b&gt;Co", "spring prices", "does not go by this model"]
    {
        assert!(html.contains(text), "{text}");
    }
    shop.run("2024-06-15");
    let html = shop.index();
    assert!(!html.contains("does not go by this model") && html.matches("<th scope=\"row\">").count() == 2);
    assert!(!html.contains("id=\"assignments\""));
    shop.done("assign", &["--as-of", "2024-06-15"]);
    let html = shop.index();
    assert!(html.contains("id=\"assignments\"") && html.contains("<th scope=\"row\">15 Jun 2024</th>"));

    // A registry that cannot be read ends commands that go by it, but not the page of a report.
    fs::write(shop.out("small/reference/0002.json"), "{}").unwrap();
    let run = files(&shop.out("small/runs")).remove(0);
    let answer = segwatch(["report", shop.out("small/runs").join(run).to_str().unwrap()]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(shop.index().contains("The registry of models cannot be read."));
}

#[test]
fn runs_that_end_at_the_same_moment_are_all_on_the_page() {
    let shop = Shop::new();
    let days = ["2024-03-15", "2024-04-15", "2024-05-15", "2024-06-15"];
    std::thread::scope(|scope| {
        for day in days {
            let shop = &shop;
            scope.spawn(move || shop.run(day));
        }
    });
    let html = shop.index();
    assert_eq!(html.split_once("<table class=\"runs\">").unwrap().1.matches("<th scope=\"row\">").count(), days.len());
}
