//! What a command reads and makes, told to a file of lineage.

use crate::cli::args::Lineage;
use crate::cli::environment::variable;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::plan::{Place, Plan};
use crate::sink::{self, LineageJob, LineageParent, Product};

/// The namespace of jobs unless told otherwise.
const NAMESPACE: &str = "segwatch";

/// Tells that `command` begins, if anybody wants to know; [`end`] tells the rest.
pub(super) fn begin(lineage: &Lineage, command: &'static str, plan: &Plan, out: &Place) -> Result<(), Failure> {
    let Some(file) = &lineage.openlineage else { return Ok(()) };
    let namespace = variable(&["OPENLINEAGE_NAMESPACE"]).unwrap_or_else(|| NAMESPACE.to_owned());
    let parent = variable(&["OPENLINEAGE_PARENT_ID"]).map(|text| {
        LineageParent::parse(&text).ok_or_else(|| {
            Failure::usage(
                format!("OPENLINEAGE_PARENT_ID is {text}; expected NAMESPACE/NAME/RUN, the run being a UUID"),
                "let the scheduler set it, or unset it",
            )
        })
    });
    Ok(sink::begin_lineage(file, LineageJob { command, plan, out, namespace, parent: parent.transpose()? })?)
}

/// Tells how a command ended whose beginning was told: with what it made, or with why it failed.
pub(super) fn end<T>(
    done: Result<(Exit, T), Failure>,
    product: impl FnOnce(&T) -> Option<Product<'_>>,
    output: Output<'_>,
) -> Result<Exit, Failure> {
    match &done {
        Ok((_, made)) => product(made).map_or(Ok(()), |product| sink::end_lineage(Ok(product)))?,
        // That lineage cannot be written either is less than why there is nothing to tell of.
        Err(failure) => drop(sink::end_lineage(Err(&output.names.put(&failure.text())))),
    }
    done.map(|(exit, _)| exit)
}
