//! Where a command's outputs are: a folder, or an object store, whose records are mirrored in a folder as long as the command
//! works.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use super::failure::Failure;
use super::output::Output;
use crate::plan::{Address, Place};
use crate::sink::{Mirror, Published, RunFolder, Wanted};

/// Times that pages are made again because something came in between.
const ATTEMPTS: u32 = 20;

/// The outputs of a pipeline.
pub struct Outputs {
    folder: PathBuf,
    mirror: Option<Mirror>,
    cache: PathBuf,
}

impl Outputs {
    /// Those at a place. From now on, `output` names what is in a mirror by its address.
    pub fn open(place: &Place, pipeline: &str, wanted: Wanted<'_>, output: Output<'_>) -> Result<Self, Failure> {
        match place {
            Place::Local(folder) => Ok(Self { folder: folder.clone(), mirror: None, cache: folder.clone() }),
            Place::Remote(address) => {
                check_writable(address)?;
                let mirror = Mirror::bring(address, pipeline, wanted)?;
                let folder = mirror.out();
                output.names.set(&folder, mirror.shown());
                let cache = cache_of(address).unwrap_or_else(|| folder.clone());
                Ok(Self { folder, mirror: Some(mirror), cache })
            }
        }
    }

    /// The folder that has them, or mirrors them.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder in which results are kept to be used again: that of the outputs, or one on this machine.
    pub fn cache(&self) -> &Path {
        &self.cache
    }

    /// Makes what is made from the records again by `renew`, and sends all that is new to the store there may be. False when
    /// a promotion's number was taken by another meanwhile: the whole is to be done again.
    pub fn publish(&mut self, renew: impl Fn(&Path) -> Result<(), Failure>) -> Result<bool, Failure> {
        renew(&self.folder)?;
        let Some(mirror) = &mut self.mirror else { return Ok(true) };
        for _ in 0..ATTEMPTS {
            let published = mirror.publish()?;
            if published == Published::NumberTaken {
                return Ok(false);
            }
            // Someone who ended at the same moment may have missed what is new here.
            if !mirror.refresh(Wanted::Records)? && published == Published::Done {
                break;
            }
            renew(&self.folder)?;
        }
        Ok(true)
    }
}

/// A run that a command is about.
pub struct TheRun {
    /// Its folder.
    pub folder: RunFolder,
    /// The mirror it is in, which goes when this is dropped.
    _outputs: Option<Outputs>,
}

/// Opens a run by its folder or its address; of one in a store, what is `wanted` of the run of that name is brought.
pub fn open_run(place: &Place, wanted: impl FnOnce(&str) -> Wanted<'_>, output: Output<'_>) -> Result<TheRun, Failure> {
    let address = match place {
        Place::Local(folder) => return Ok(TheRun { folder: RunFolder::open(folder)?, _outputs: None }),
        Place::Remote(address) => address,
    };
    let parts = address.path.rsplitn(4, '/').collect::<Vec<_>>();
    let (run, pipeline, out) = match parts[..] {
        [run, "runs", pipeline] => (run, pipeline, ""),
        [run, "runs", pipeline, out] => (run, pipeline, out),
        _ => {
            return Err(Failure::usage(
                format!("{address} is not the address of a run"),
                "write it as segwatch run says it: s3://BUCKET/…/PIPELINE/runs/RUN",
            ));
        }
    };
    let out = Place::Remote(address.at(out));
    let outputs = Outputs::open(&out, pipeline, wanted(run), output)?;
    let folder = RunFolder::open(&outputs.folder.join(pipeline).join("runs").join(run))?;
    Ok(TheRun { folder, _outputs: Some(outputs) })
}

fn check_writable(address: &Address) -> Result<(), Failure> {
    if address.store.is_web() {
        let help = "name a folder, or the address of a store: s3://, gs:// or az://";
        return Err(Failure::usage(
            format!("{address} is a web server's address; outputs are not written there"),
            help,
        ));
    }
    Ok(())
}

/// Where results for the outputs at an address are kept on this machine.
fn cache_of(address: &Address) -> Option<PathBuf> {
    let caches = etcetera::choose_base_strategy().ok()?.cache_dir();
    let folder = caches.join("segwatch").join(address.store.scheme()).join(&address.container);
    Some(if address.path.is_empty() { folder } else { folder.join(&address.path) })
}
