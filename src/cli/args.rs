//! The command line. Completions and man pages are made from the same definition.

use std::path::PathBuf;

use bytesize::ByteSize;
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::plan::{Check, Place};

/// How often must a customer segmentation be re-fitted?
#[derive(Debug, Parser)]
#[command(
    name = "segwatch",
    version,
    about,
    long_about = "How often must a customer segmentation be re-fitted?\n\nsegwatch cuts orders into time windows, fits \
                  K-Means on each, measures how far every model has aged, and recommends a maintenance interval with \
                  its uncertainty.",
    after_help = "Start with: segwatch demo\n\nExit codes: 0 done · 1 internal error · 2 usage or configuration · 3 input data · \
                  4 no verdict (with --fail-on undecidable) · 5 a file cannot be read or written · 6 the same run is being \
                  made already · 7 a run is not what it says (verify) · 10 re-training is due (with --fail-on retrain) · \
                  130 stopped by SIGINT · 143 stopped by SIGTERM",
    arg_required_else_help = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How results are written to standard output.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub format: Format,
    /// How logs, and why a command failed, are written to standard error: in JSON, each event is a line.
    #[arg(long, global = true, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    pub log_format: Format,
    /// Say more on standard error; twice for still more.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Say nothing on standard error but errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
}

/// How results and logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make synthetic orders with a known drift, run them, and say where the report is.
    #[command(after_help = "Examples:\n  segwatch demo\n  segwatch demo --out /tmp/segwatch")]
    Demo(DemoArgs),
    /// Write a starter pipeline to edit.
    #[command(after_help = "Example:\n  segwatch init pipelines/mine")]
    Init {
        /// A folder that does not exist yet, or is empty.
        dir: PathBuf,
    },
    /// Check a pipeline's configuration, sources, SQL and orders contract; write nothing.
    #[command(after_help = "Example:\n  segwatch validate pipelines/mine")]
    Validate {
        /// The pipeline's folder, or its pipeline.toml.
        pipeline: PathBuf,
        /// Where earlier runs are, which the columns of the sources are compared with.
        #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
        out: Place,
    },
    /// Run a pipeline: windows, fits, stability, recommendation, tables and report.
    #[command(
        after_help = "Examples:\n  segwatch run pipelines/mine\n  segwatch run pipelines/mine --as-of 2026-11-01 \
                            --fail-on retrain\n  segwatch run pipelines/mine --dry-run --format json"
    )]
    Run(RunArgs),
    /// Label all customers as of a day with the model in service.
    ///
    /// The model is the promoted one, else the reference model of the newest run. Customers are those with an order in the
    /// `windows.length` before the day. Orders of files that were read before are kept, so that only new files are read.
    #[command(
        after_help = "Examples:\n  segwatch assign pipelines/mine\n  segwatch assign pipelines/mine --as-of 2026-11-25 --to csv"
    )]
    Assign(AssignArgs),
    /// Put a window's model into service: from then on it is the reference model.
    #[command(
        after_help = "Examples:\n  segwatch promote pipelines/mine 2026-11-01 --reason \"new price list\"\n  segwatch promote \
                            pipelines/mine --entry 1 --reason \"the new model mixes two segments\"\n  segwatch promote \
                            pipelines/mine --withdraw --reason \"features change\""
    )]
    Promote(PromoteArgs),
    /// List the models that were put into service, and which one is.
    #[command(after_help = "Example:\n  segwatch models pipelines/mine")]
    Models {
        /// The pipeline's folder, or its pipeline.toml.
        pipeline: PathBuf,
        /// Where the registry is, as DIR/PIPELINE/reference.
        #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
        out: Place,
    },
    /// Measure false alarms and power at a pipeline's settings, on markets whose truth is known, and put them into its
    /// report.
    #[command(
        after_help = "Examples:\n  segwatch calibrate pipelines/mine\n  segwatch calibrate pipelines/mine --replicates 200"
    )]
    Calibrate(CalibrateArgs),
    /// Try several numbers of segments on a window, and recommend one.
    #[command(
        after_help = "Examples:\n  segwatch choose-k pipelines/mine\n  segwatch choose-k pipelines/mine --min 3 --max 8 \
                      --window 2026-11-01 --format json"
    )]
    ChooseK(ChooseKArgs),
    /// Render the HTML report of a run again from its tables.
    #[command(after_help = "Example:\n  segwatch report out/mine/runs/2026-11-01-0123456789ab")]
    Report {
        /// The run's folder.
        #[arg(value_parser = folder)]
        run: PathBuf,
    },
    /// List the runs of a pipeline.
    #[command(after_help = "Example:\n  segwatch history pipelines/mine")]
    History {
        /// The pipeline's folder, or its pipeline.toml.
        pipeline: PathBuf,
        /// Where the runs are.
        #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
        out: Place,
    },
    /// Say what changed from one run to another.
    #[command(
        after_help = "Example:\n  segwatch diff out/mine/runs/2026-10-01-89abcdef0123 out/mine/runs/2026-11-01-0123456789ab"
    )]
    Diff {
        /// The folder or address of the one.
        #[arg(value_parser = place)]
        before: Place,
        /// The folder or address of the other.
        #[arg(value_parser = place)]
        after: Place,
    },
    /// Check every file of a run against run.json, and make the run again to compare byte by byte.
    #[command(after_help = "Examples:\n  segwatch verify out/mine/runs/2026-11-01-0123456789ab\n  segwatch verify \
                            out/mine/runs/2026-11-01-0123456789ab --replay --pipeline pipelines/mine")]
    Verify(VerifyArgs),
    /// Remove a pipeline's runs but for the newest and those whose models are in use.
    ///
    /// A run stays whose model an entry of the registry has, or an assignment was labelled by, and the newest of those that
    /// go by no promoted model.
    #[command(
        after_help = "Examples:\n  segwatch prune pipelines/mine --keep 24 --dry-run\n  segwatch prune pipelines/mine --keep 24"
    )]
    Prune(PruneArgs),
    /// Print the completions of a shell.
    #[command(
        after_help = "Example:\n  segwatch completions bash > ~/.local/share/bash-completion/completions/segwatch"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the man pages into a folder.
    #[command(after_help = "Example:\n  segwatch man ~/.local/share/man/man1")]
    Man {
        /// The folder; it is made if need be.
        dir: PathBuf,
    },
}

/// Of `segwatch demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where the pipeline, its orders and the run go.
    #[arg(long, value_name = "DIR", default_value = "out", value_parser = folder)]
    pub out: PathBuf,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// Of `segwatch run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// Leave out orders from this day on, and windows that end after it.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Where runs go, as DIR/PIPELINE/runs/RUN.
    #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
    pub out: Place,
    /// Read and check everything, say which windows there are, fit and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Compute everything again, whatever earlier runs have kept. The result is the same.
    #[arg(long)]
    pub no_cache: bool,
    /// Go on whatever this check finds in the data, and say so in the run. May be given several times.
    #[arg(long, value_name = "CHECK", value_parser = check())]
    pub accept: Vec<Check>,
    /// End with a code other than 0 on this verdict: retrain (10) or undecidable (4). May be given twice.
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub fail_on: Vec<FailOn>,
    /// Where the numbers for Prometheus go. Default: DIR/PIPELINE/metrics.prom.
    #[arg(long, value_name = "FILE")]
    pub metrics: Option<PathBuf>,
    /// A program to run when the verdict is another than that of the pipeline's run before, or there is none before: the run's
    /// record comes as JSON on its standard input, and the words are in `SEGWATCH_VERDICT`, `SEGWATCH_VERDICT_BEFORE`,
    /// `SEGWATCH_PIPELINE` and `SEGWATCH_RUN`.
    #[arg(long, value_name = "PROGRAM")]
    pub on_change: Option<PathBuf>,
    /// Lineage.
    #[command(flatten)]
    pub lineage: Lineage,
    /// How much memory the data may take, as in 512MB or 2GiB. What needs more is not begun: the message says how much it
    /// needs, and what for.
    #[arg(long, value_name = "SIZE")]
    pub memory: Option<ByteSize>,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// The checks by their names.
fn check() -> impl TypedValueParser<Value = Check> {
    PossibleValuesParser::new(Check::ALL.map(Check::name))
        .try_map(|name| Check::ALL.into_iter().find(|check| check.name() == name).ok_or("no check"))
}

/// Of `segwatch assign`.
#[derive(Debug, Args)]
pub struct AssignArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// Leave out orders from this day on, by the pipeline's wall clock. Default: the day after the newest order's, so that
    /// all orders count.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Where runs and registry are, and where the result goes, as DIR/PIPELINE/assignments/as-of=DATE.
    #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
    pub out: Place,
    /// What is written: Parquet always, and CSV beside it if asked for.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CustomersFormat::Parquet)]
    pub to: CustomersFormat,
    /// Read every file again, whatever was kept from before. The result is the same.
    #[arg(long)]
    pub whole: bool,
    /// Lineage.
    #[command(flatten)]
    pub lineage: Lineage,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// Of commands that tell what they read and made.
#[derive(Debug, Args)]
pub struct Lineage {
    /// A file to which is appended what the command reads and makes: a line of JSON when it begins and one when it ends, each
    /// an event of the Open Lineage standard. The namespace of jobs is `OPENLINEAGE_NAMESPACE`, and the job that began this
    /// one `OPENLINEAGE_PARENT_ID`.
    #[arg(long, value_name = "FILE")]
    pub openlineage: Option<PathBuf>,
}

/// How labelled customers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CustomersFormat {
    /// customers.parquet.
    Parquet,
    /// customers.csv as well, its texts safe to open in a spreadsheet.
    Csv,
}

/// Of `segwatch promote`.
#[derive(Debug, Args)]
pub struct PromoteArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// The date on which the window ends whose model it is.
    #[arg(required_unless_present_any = ["entry", "withdraw"], conflicts_with_all = ["entry", "withdraw"])]
    pub window: Option<NaiveDate>,
    /// Put the model of this earlier entry of the registry back.
    #[arg(long, value_name = "N", conflicts_with = "withdraw")]
    pub entry: Option<u32>,
    /// Put no model into service: the first window's serves, as before any was promoted.
    #[arg(long)]
    pub withdraw: bool,
    /// Why; kept in the registry.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The run to take the model from: its name or its folder. Default: the newest one.
    #[arg(long, conflicts_with_all = ["entry", "withdraw"])]
    pub run: Option<PathBuf>,
    /// Who promotes it; kept in the registry. Default: the user's name on this system.
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Where runs and registry are.
    #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
    pub out: Place,
}

/// Of `segwatch calibrate`.
#[derive(Debug, Args)]
pub struct CalibrateArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// As of `segwatch run`.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// Where runs are; the pipeline is run first when there is none of its inputs and settings.
    #[arg(long, value_name = "DIR", default_value = "out", value_parser = folder)]
    pub out: PathBuf,
    /// Markets of each kind: ten kinds.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub replicates: u32,
    /// Customers of a simulated market.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1000..=10_000_000))]
    pub customers: u32,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// Of `segwatch choose-k`.
#[derive(Debug, Args)]
pub struct ChooseKArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// As of `segwatch run`.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// The fewest segments; as in the pipeline, or 2.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(2..=63))]
    pub min: Option<u16>,
    /// The most segments; as in the pipeline, or 10.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(3..=64))]
    pub max: Option<u16>,
    /// The day on which the window ends; that of the reference model unless given.
    #[arg(long, value_name = "DATE")]
    pub window: Option<NaiveDate>,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// Of `segwatch verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The run's folder or address.
    #[arg(value_parser = place)]
    pub run: Place,
    /// Make the run again in a temporary folder, from the configuration and the inputs that it has recorded, and compare every
    /// byte but the seconds of its stages. Refused when an input is not what it was.
    #[arg(long)]
    pub replay: bool,
    /// The pipeline's folder, which relative paths of sources are relative to.
    #[arg(long, value_name = "DIR", requires = "replay")]
    pub pipeline: Option<PathBuf>,
    /// Where the registry is, as DIR/PIPELINE/reference, of a run that is elsewhere.
    #[arg(long, value_name = "DIR", requires = "replay")]
    pub out: Option<PathBuf>,
    /// Resources.
    #[command(flatten)]
    pub resources: Resources,
}

/// Of `segwatch prune`.
#[derive(Debug, Args)]
pub struct PruneArgs {
    /// The pipeline's folder, or its pipeline.toml.
    pub pipeline: PathBuf,
    /// How many of the newest runs stay.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: u32,
    /// Where the runs are.
    #[arg(long, value_name = "PLACE", default_value = "out", value_parser = place)]
    pub out: Place,
    /// Say what would be removed, and remove nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Verdicts that can end a run with a code of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Re-training is due.
    Retrain,
    /// The verdict is undecidable, unmonitorable, or the history insufficient.
    Undecidable,
}

/// What a run may use. The result is the same whatever is given.
#[derive(Debug, Clone, Copy, Args)]
pub struct Resources {
    /// Threads; as many as there are cores unless given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Partitions of the orders' query; as many as threads unless given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub partitions: Option<u16>,
}

/// A folder, or an address in a store.
fn place(text: &str) -> Result<Place, String> {
    Place::parse(text).map_err(|refused| format!("{}; {}", refused.message, refused.help))
}

/// A folder of this machine, for a command that works on no other.
fn folder(text: &str) -> Result<PathBuf, String> {
    if text.contains("://") {
        return Err("found an address; this command works on a folder of this machine".to_owned());
    }
    Ok(PathBuf::from(text))
}
