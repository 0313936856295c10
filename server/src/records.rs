//! Reads a folder of structured-record bundles into the provider.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use gp_connect_viewer::sandbox::Provider;

/// What was found in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// NHS number in the sandbox, and the file it stands for.
    pub served: Vec<(String, PathBuf)>,
    /// How many files were not structured records.
    pub skipped: usize,
}

impl Display for Records {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Records    {} at practice Y90099, {} other files skipped",
            self.served.len(),
            self.skipped
        )?;
        for (number, file) in &self.served {
            writeln!(f, "  {number}  {}", file.display())?;
        }
        Ok(())
    }
}

/// Reads every file of a folder, deeper ones too; files that are not record bundles are counted.
pub(crate) fn read(folder: &Path, provider: &mut Provider) -> Result<Records, String> {
    let mut files = Vec::new();
    find(folder, &mut files).map_err(|error| format!("{}: {error}", folder.display()))?;
    files.sort();
    let mut records = Records::default();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_path_buf();
        let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        match provider.add_record(&name.display().to_string(), text) {
            Ok(number) => records.served.push((number, name)),
            Err(_) => records.skipped += 1,
        }
    }
    Ok(records)
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
