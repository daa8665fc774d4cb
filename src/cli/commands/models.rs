//! `segwatch models`

use std::path::Path;

use serde::Serialize;

use super::load_without_data;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::outputs::Outputs;
use crate::plan::Place;
use crate::record::Promotion;
use crate::sink::{self, Wanted};

#[derive(Serialize)]
struct Listed {
    in_service: bool,
    #[serde(flatten)]
    promotion: Promotion,
}

impl Listed {
    fn text(&self) -> String {
        let Promotion { entry, promoted_at, promoted_by, reason, put_back, model, .. } = &self.promotion;
        let (window, run) = match model {
            Some(model) => (model.window_end.to_string(), model.run_id.clone()),
            None => ("withdrawn".to_owned(), "-".to_owned()),
        };
        let again = put_back.map_or_else(String::new, |entry| format!(" (entry {entry} again)"));
        format!(
            "{:<2}{entry:>5}  {window:<10}  {:<20}  {promoted_by:<16}  {run:<24}  {reason}{again}\n",
            if self.in_service { "*" } else { "" },
            promoted_at.format("%Y-%m-%dT%H:%M:%SZ"),
        )
    }
}

/// Lists the models that were put into service, oldest first.
pub fn models(pipeline: &Path, out: &Place, output: Output<'_>) -> Result<Exit, Failure> {
    let plan = load_without_data(pipeline)?;
    let outputs = Outputs::open(out, &plan.name, Wanted::Records, output)?;
    let promotions = sink::promotions(outputs.folder(), &plan.name)?;
    let newest = promotions.last().map(|promotion| promotion.entry);
    let listed = promotions.into_iter().map(|promotion| Listed {
        in_service: Some(promotion.entry) == newest && promotion.model.is_some(),
        promotion,
    });
    let listed = listed.collect::<Vec<_>>();
    output.result(&listed, || {
        if listed.is_empty() {
            return format!("{} has no promoted model in {}: the first window's serves", plan.name, out);
        }
        let head =
            format!("  {:>5}  {:<10}  {:<20}  {:<16}  {:<24}  {}\n", "entry", "window", "since", "by", "run", "reason");
        let last = if listed.iter().any(|entry| entry.in_service) {
            "* is in service\n"
        } else {
            "None is in service: the first window's serves\n"
        };
        listed.iter().fold(head, |text, entry| text + &entry.text()) + last
    })?;
    Ok(Exit::Done)
}
