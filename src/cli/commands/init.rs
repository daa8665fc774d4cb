//! `segwatch init`

use std::fs;
use std::path::Path;

use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::config;

/// Writes a starter pipeline.
pub fn init(dir: &Path, output: Output<'_>) -> Result<Exit, Failure> {
    let unused = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => true,
        Err(error) => return Err(Failure::io(dir, "cannot be used as a pipeline's folder", &error)),
    };
    if !unused {
        return Err(Failure::usage(
            format!("{} is not empty", dir.display()),
            "name a folder that does not exist yet; nothing was written",
        ));
    }
    fs::create_dir_all(dir).map_err(|error| Failure::io(dir, "cannot be made", &error))?;
    let mut written = Vec::new();
    for file in config::starter() {
        let path = dir.join(file.name);
        fs::write(&path, file.text).map_err(|error| Failure::io(&path, "cannot be written", &error))?;
        written.push(path);
    }
    output.result(&serde_json::json!({ "written": written }), || {
        let files = written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join("\n  ");
        format!("Wrote\n  {files}\nEdit them, then: segwatch validate {}", dir.display())
    })?;
    Ok(Exit::Done)
}
