//! The pipeline's folder: the one door through which configuration reads files.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::problem::{Blame, Problem, Problems};

/// The name of the file that describes a pipeline.
pub const FILE: &str = "pipeline.toml";

/// No hand-written file comes near this many bytes: a larger one was given by mistake.
const MOST_BYTES: u64 = 1 << 20;

/// The folder of a pipeline.
#[derive(Debug)]
pub struct Folder {
    absolute: PathBuf,
    /// The files in it by name, where they are known already; their paths are not looked at then.
    texts: Option<BTreeMap<String, String>>,
}

impl Folder {
    /// The folder, the name of the pipeline's file as the user would write it, and its text. `path` is the folder or
    /// the file.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read or is no text.
    pub fn open(path: &Path) -> Result<(Self, String, String), Problems> {
        let refuse = |problem| Problems::one(Blame::Configuration, problem);
        let file = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
        let shown = file.display().to_string();
        if !file.exists() {
            return Err(refuse(nothing_at(path, &file)));
        }
        let text = read_text(&file)
            .map_err(|FileProblem { message, help }| refuse(Problem::new(message).help(help).in_file(&shown)))?;
        let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unknown = |error| Problem::new(format!("the folder of this file cannot be told: {error}")).in_file(&shown);
        let absolute = std::path::absolute(parent).map_err(|error| refuse(unknown(error)))?;
        Ok((Self { absolute, texts: None }, shown, text))
    }

    /// A folder of files whose texts are known.
    pub fn of_texts(absolute: &Path, texts: BTreeMap<String, String>) -> Self {
        Self { absolute: absolute.to_owned(), texts: Some(texts) }
    }

    /// The folder's absolute path.
    pub fn path(&self) -> &Path {
        &self.absolute
    }

    /// The absolute path of `path`, which may be relative to the folder. The folder's own name is no pattern, even
    /// where it holds the signs of one.
    pub fn resolve(&self, path: &str) -> PathBuf {
        let is_pattern = path.contains(['*', '?', '[']);
        let base = if is_pattern && Path::new(path).is_relative() {
            PathBuf::from(glob::Pattern::escape(&self.absolute.to_string_lossy()))
        } else {
            self.absolute.clone()
        };
        // Joining keeps the dots of "./data"; building from components drops them.
        base.join(path).components().collect()
    }

    /// The files of a folder in this one and of the folders in it, by their paths from there, sorted. Hidden ones are
    /// left out.
    ///
    /// # Errors
    /// What is wrong with the name or the folder, and what to do.
    pub fn files(&self, name: &str) -> Result<Vec<String>, FileProblem> {
        if let Some(texts) = &self.texts {
            let below = texts.keys().filter_map(|path| path.strip_prefix(name)?.strip_prefix('/'));
            return Ok(below.map(str::to_owned).collect());
        }
        let root = self.inside(name)?;
        let unreadable = |error: std::io::Error| FileProblem {
            message: format!("cannot read the folder \"{name}\": {}", reason(&error)),
            help: format!("it is looked for at {}", root.display()),
        };
        let real = fs::canonicalize(&root).map_err(unreadable)?;
        if !real.starts_with(fs::canonicalize(&self.absolute).map_err(unreadable)?) {
            return Err(outside(name));
        }
        let (mut files, mut pending) = (Vec::new(), vec![(root.clone(), String::new())]);
        while let Some((folder, prefix)) = pending.pop() {
            for entry in fs::read_dir(&folder).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}{name}");
                if entry.file_type().map_err(unreadable)?.is_dir() {
                    pending.push((entry.path(), format!("{path}/")));
                } else {
                    files.push(path);
                }
            }
        }
        files.sort();
        Ok(files)
    }

    /// The absolute path of what is named `name` in the folder.
    fn inside(&self, name: &str) -> Result<PathBuf, FileProblem> {
        let relative = Path::new(name);
        if relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Ok(self.absolute.join(relative));
        }
        Err(outside(name))
    }

    /// The text of the file `name` in the folder.
    ///
    /// # Errors
    /// What is wrong with the name or the file, and what to do.
    pub fn read(&self, name: &str) -> Result<String, FileProblem> {
        if let Some(text) = self.texts.as_ref().and_then(|texts| texts.get(name)) {
            return Ok(text.clone());
        }
        let path = self.inside(name)?;
        let missing = |error: std::io::Error| FileProblem {
            message: format!("cannot read the file \"{name}\": {}", reason(&error)),
            help: format!("it is looked for at {}", path.display()),
        };
        let real = fs::canonicalize(&path).map_err(missing)?;
        let folder = fs::canonicalize(&self.absolute).map_err(missing)?;
        if !real.starts_with(folder) {
            return Err(outside(name));
        }
        read_text(&real).map_err(|FileProblem { message, help }| FileProblem {
            message: format!("cannot use the file \"{name}\": {message}"),
            help,
        })
    }
}

fn outside(name: &str) -> FileProblem {
    FileProblem {
        message: format!("\"{name}\" is not in the pipeline's folder"),
        help: "keep it in the pipeline's folder, and write its path from there".to_owned(),
    }
}

/// What is wrong with a file of the pipeline.
#[derive(Debug)]
pub struct FileProblem {
    /// What was found.
    pub message: String,
    /// What to do.
    pub help: String,
}

fn nothing_at(path: &Path, file: &Path) -> Problem {
    let shown = path.display();
    let problem = Problem::new(format!("found no pipeline at {shown}: {} does not exist", file.display()));
    let among_others = Path::new("pipelines").join(path);
    problem.help(if path.is_relative() && among_others.join(FILE).exists() {
        format!("did you mean {}?", among_others.display())
    } else {
        format!("give the folder that holds {FILE}; `segwatch init DIR` writes one to start from")
    })
}

/// The text of a small UTF-8 file, or what is wrong with it.
fn read_text(path: &Path) -> Result<String, FileProblem> {
    let refuse = |message: String, help: &str| FileProblem { message, help: help.to_owned() };
    let unreadable = |error| refuse(reason(&error), "make it readable to you, or give another file");
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(refuse("it is not a file".to_owned(), "write the name of a file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        let message = format!("it has {} bytes, more than any file of a pipeline", metadata.len());
        return Err(refuse(message, "give another file: data belong in a source"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        refuse(format!("line {line} is not UTF-8"), "save the file as UTF-8")
    })
}

/// The reason in our words where the system's differ from one to another.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
